/**
 * The parts that demo and packet lab share: the two programs, started and stopped as by an
 * operator, and the certificate authority of the probed sites.
 */
@NullMarked
package dev.parallax.stage;

import org.jspecify.annotations.NullMarked;

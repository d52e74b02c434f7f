/** Tests of this package. */
@NullMarked
package dev.parallax.lab.scenario;

import org.jspecify.annotations.NullMarked;

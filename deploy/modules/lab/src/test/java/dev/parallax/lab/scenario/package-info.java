/** Tests of the scenarios. */
@NullMarked
package dev.parallax.lab.scenario;

import org.jspecify.annotations.NullMarked;

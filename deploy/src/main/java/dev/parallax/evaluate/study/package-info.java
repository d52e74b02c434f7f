/**
 * Studies beyond the tables: the fit of calibration, the cost of a verdict, and the information
 * gained by one more arm.
 *
 * <p>Each draws its own sweeps and prints its result.
 *
 * <p>Calibration is fitted on its own split and tested on another.
 */
@NullMarked
package dev.parallax.evaluate.study;

import org.jspecify.annotations.NullMarked;

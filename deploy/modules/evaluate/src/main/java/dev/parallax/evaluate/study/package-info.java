/**
 * Studies in addition to the tables: the fit of the calibration, the cost of a verdict, and the
 * information gain of one more arm. Each draws its own sweeps and prints its result. The
 * calibration is fitted on one split and tested on another.
 */
@NullMarked
package dev.parallax.evaluate.study;

import org.jspecify.annotations.NullMarked;

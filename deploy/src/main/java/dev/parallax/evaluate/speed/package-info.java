/**
 * Measures how fast verdicts and reports are made.
 *
 * <p>The sweeps are simulated with many vantages and targets.
 *
 * <p>Each program prints a time or a size that {@code deploy/bench} reads.
 */
@NullMarked
package dev.parallax.evaluate.speed;

import org.jspecify.annotations.NullMarked;

/**
 * How observations become evidence: symptom counts of vantage, arm and address, beside what a sound
 * target would show there.
 *
 * <p>In go the corrected trials, out comes the {@code Comparison} with its noise rates, the
 * server's response distributions and the outlier model. n trials of one arm at one vantage count
 * as n / (1 + 0.1 (n - 1)), since they share a minute and a path.
 */
@NullMarked
package dev.parallax.attribution.comparison;

import org.jspecify.annotations.NullMarked;

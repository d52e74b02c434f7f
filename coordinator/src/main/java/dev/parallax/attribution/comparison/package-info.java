/**
 * From observations to evidence: symptom counts by vantage, arm and address, and their distribution
 * at a healthy target.
 *
 * <p>Input: the corrected trials; output: the {@code Comparison} with its noise rates, the response
 * distributions of the server and the outlier model. n trials of one arm at one vantage count as n
 * / (1 + 0.1 (n - 1)), since they share a minute and a path.
 */
@NullMarked
package dev.parallax.attribution.comparison;

import org.jspecify.annotations.NullMarked;

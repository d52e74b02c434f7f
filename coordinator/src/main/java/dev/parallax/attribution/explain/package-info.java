/**
 * The findings of a verdict as values, each with its weight of evidence.
 *
 * <p>Input: a hypothesis and the failing and passing vantages; output: {@code Evidence}, which the
 * report puts into words. The weight of a finding is the log-likelihood ratio of its cells against
 * the runner-up.
 */
@NullMarked
package dev.parallax.attribution.explain;

import org.jspecify.annotations.NullMarked;

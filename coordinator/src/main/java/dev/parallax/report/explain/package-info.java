/**
 * The reasons of a verdict, and the observations that would refute it.
 *
 * <p>Input: a verdict and the observations of its target; output: an {@code VerdictExplanation}
 * with the evidence, its weight, and each refuting observation with the result of the search for
 * it.
 */
@NullMarked
package dev.parallax.report.explain;

import org.jspecify.annotations.NullMarked;

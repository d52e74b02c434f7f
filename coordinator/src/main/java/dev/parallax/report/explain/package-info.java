/**
 * Why a verdict holds, and which observation would have refuted it.
 *
 * <p>In go a verdict and the observations of its target, out comes an {@code Explanation}: the
 * evidence, its weight, and each refuting observation with what the search for it found.
 */
@NullMarked
package dev.parallax.report.explain;

import org.jspecify.annotations.NullMarked;

/**
 * Counts, shares, failure words and HTTP statuses as the parameters of a finding.
 *
 * <p>Input: trials or vantages; output: texts. The words are those of the observations, counted as
 * they came.
 */
@NullMarked
package dev.parallax.attribution.explain.figure;

import org.jspecify.annotations.NullMarked;

/**
 * The likelihood and the posterior of explanations with one or two hypotheses, relative to a
 * healthy target.
 *
 * <p>Input: the comparison and the hypotheses; output: the posterior mass of every explanation and
 * the weight of evidence between two. log P(explanation | data) = log prior + log Bayes factor +
 * constant; {@code LIKELIHOOD.md} in this package defines the likelihood.
 */
@NullMarked
package dev.parallax.attribution.inference;

import org.jspecify.annotations.NullMarked;

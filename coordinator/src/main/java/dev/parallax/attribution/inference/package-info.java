/**
 * The likelihood and the posterior: how much better one or two hypotheses explain the comparison
 * than a sound target does.
 *
 * <p>In go the comparison and the hypotheses, out come the posterior mass of every explanation and
 * the weight of evidence between two. log P(explanation | data) = log prior + log Bayes factor +
 * constant; the likelihood is written out in {@code LIKELIHOOD.md} beside this file.
 */
@NullMarked
package dev.parallax.attribution.inference;

import org.jspecify.annotations.NullMarked;

/**
 * Findings of connections that end after a number of received bytes.
 *
 * <p>Input: the vantages of a comparison; output: {@code Evidence} without a weight, because no
 * cause predicts the amount.
 */
@NullMarked
package dev.parallax.attribution.explain.cut;

import org.jspecify.annotations.NullMarked;

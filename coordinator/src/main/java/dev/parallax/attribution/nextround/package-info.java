/**
 * The choice of the probes of the next round: predicted answers, expected information gain, cost.
 *
 * <p>Input: the open explanations of the posterior; output: arms with their vantages, and vantages
 * to enrol. The criterion for an arm is the mutual information between the cause and its answers,
 * in bits, divided by its handshakes.
 */
@NullMarked
package dev.parallax.attribution.nextround;

import org.jspecify.annotations.NullMarked;

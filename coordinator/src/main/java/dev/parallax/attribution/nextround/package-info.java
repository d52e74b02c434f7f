/**
 * The choice of the next round's probes: predicted answers, expected information gain, cost.
 *
 * <p>In go the open explanations of the posterior, out come arms with the vantages to run them at,
 * and vantages the fleet lacks. An arm is worth the mutual information between the cause and its
 * answers, in bits, divided by the handshakes it costs.
 */
@NullMarked
package dev.parallax.attribution.nextround;

import org.jspecify.annotations.NullMarked;

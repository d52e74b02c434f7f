/**
 * The address policy and the probe budget of this host. Input: an address and a cost; output: a
 * permit, or a refusal with its rule. Only the gate creates permits.
 */
@NullMarked
package dev.parallax.agent.policy;

import org.jspecify.annotations.NullMarked;

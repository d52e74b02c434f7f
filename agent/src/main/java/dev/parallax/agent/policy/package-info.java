/**
 * The rules and limits by which this host decides what may be sent. An address and a cost go in, a
 * permit or a refusal with its rule comes out. Only the gate creates permits.
 */
@NullMarked
package dev.parallax.agent.policy;

import org.jspecify.annotations.NullMarked;

/**
 * What a connection looked like below TLS: bytes in both directions, the kernel's figures, packets
 * with few hops.
 *
 * <p>In go a channel, out come counts and times of what passed over it.
 */
@NullMarked
package dev.parallax.agent.probe.wire;

import org.jspecify.annotations.NullMarked;

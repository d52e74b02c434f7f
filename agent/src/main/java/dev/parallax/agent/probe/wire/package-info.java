/**
 * What a connection looked like below TLS: bytes in both directions, the kernel's figures, packets
 * with a low hop limit. A channel goes in, counts and times of what passed over it come out.
 * Nothing here reads the content of a record.
 */
@NullMarked
package dev.parallax.agent.probe.wire;

import org.jspecify.annotations.NullMarked;

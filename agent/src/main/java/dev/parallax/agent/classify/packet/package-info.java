/**
 * TCP segments and QUIC packets, read from the bytes of a datagram or frame. Every length is
 * checked against what arrived. A packet that cannot be read is absent.
 */
@NullMarked
package dev.parallax.agent.classify.packet;

import org.jspecify.annotations.NullMarked;

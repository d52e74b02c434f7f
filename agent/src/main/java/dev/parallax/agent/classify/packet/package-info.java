/**
 * Decoding of TCP segments and QUIC packets. Every length is checked against the received bytes. A
 * packet that cannot be decoded is absent.
 */
@NullMarked
package dev.parallax.agent.classify.packet;

import org.jspecify.annotations.NullMarked;

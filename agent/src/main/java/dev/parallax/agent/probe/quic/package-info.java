/**
 * QUIC handshakes (RFC 9000). Input: an address and a server name; output: the result of a probe.
 * They share the context of a trial with TLS over TCP.
 */
@NullMarked
package dev.parallax.agent.probe.quic;

import org.jspecify.annotations.NullMarked;

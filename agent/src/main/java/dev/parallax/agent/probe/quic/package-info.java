/**
 * Handshakes of QUIC (RFC 9000), which share the trial's context with those of TLS over TCP.
 *
 * <p>In go an address and a server name, out comes a result like that of every probe.
 */
@NullMarked
package dev.parallax.agent.probe.quic;

import org.jspecify.annotations.NullMarked;

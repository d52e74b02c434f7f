/**
 * Handshakes of QUIC (RFC 9000). An address and a server name go in, a result like that of every
 * probe comes out. They share the trial's context with handshakes of TLS over TCP.
 */
@NullMarked
package dev.parallax.agent.probe.quic;

import org.jspecify.annotations.NullMarked;

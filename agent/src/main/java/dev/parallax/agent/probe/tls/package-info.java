/**
 * Engines, keys and ClientHellos of TLS probes. Input: the arm and the server name; output: the
 * bytes of a ClientHello, or an engine that records the peer's chain. The package trusts no
 * certificate.
 */
@NullMarked
package dev.parallax.agent.probe.tls;

import org.jspecify.annotations.NullMarked;

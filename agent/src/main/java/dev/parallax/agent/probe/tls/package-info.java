/**
 * Engines, keys and ClientHellos of TLS probes. The arm and the server name go in, the bytes of a
 * ClientHello or an engine that records the peer's chain come out. No certificate is trusted here.
 */
@NullMarked
package dev.parallax.agent.probe.tls;

import org.jspecify.annotations.NullMarked;

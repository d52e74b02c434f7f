/**
 * Engines, keys and ClientHellos of TLS probes.
 *
 * <p>In go the arm and the name to ask for, out come bytes of a ClientHello or an engine that
 * records the chain it was shown. No certificate is trusted here.
 */
@NullMarked
package dev.parallax.agent.probe.tls;

import org.jspecify.annotations.NullMarked;

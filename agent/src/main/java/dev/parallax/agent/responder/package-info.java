/**
 * The far end of measurements between agents. It accepts their handshakes and records the packets
 * and ClientHellos that arrive. Connections and recorded bytes are bounded.
 */
@NullMarked
package dev.parallax.agent.responder;

import org.jspecify.annotations.NullMarked;

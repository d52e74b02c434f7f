/**
 * The far end of measurements between agents. It accepts their handshakes and records which packets
 * and which ClientHello arrived. Connections and kept bytes are bounded.
 */
@NullMarked
package dev.parallax.agent.responder;

import org.jspecify.annotations.NullMarked;

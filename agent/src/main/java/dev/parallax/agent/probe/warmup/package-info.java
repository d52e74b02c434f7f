/**
 * A handshake with a server of the agent's own before the first trial. It loads the classes and the
 * native code of a handshake. The first measured handshake is then as fast as the second.
 */
@NullMarked
package dev.parallax.agent.probe.warmup;

import org.jspecify.annotations.NullMarked;

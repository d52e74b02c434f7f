/**
 * A handshake with a server of the agent before the first trial. It loads the classes and the
 * native code of a handshake. The first measured handshake therefore takes as long as the second.
 */
@NullMarked
package dev.parallax.agent.probe.warmup;

import org.jspecify.annotations.NullMarked;

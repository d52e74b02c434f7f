/**
 * A handshake with a server of the agent's own before the first trial.
 *
 * <p>In goes nothing of a plan, out comes a program whose classes are loaded, so that the first
 * measured handshake is as fast as the second.
 */
@NullMarked
package dev.parallax.agent.probe.warmup;

import org.jspecify.annotations.NullMarked;

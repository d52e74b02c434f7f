/**
 * The agents' side of the gRPC edge: one stream for each connected agent.
 *
 * <p>In go messages of an agent, out come observations for the intake and messages to the agent. A
 * message that breaks the contract ends the stream with a named status.
 */
@NullMarked
package dev.parallax.rpc.agent;

import org.jspecify.annotations.NullMarked;

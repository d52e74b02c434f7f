/** The far end: answers other agents, and says what it saw of their connections. */
@NullMarked
package dev.parallax.agent.responder;

import org.jspecify.annotations.NullMarked;

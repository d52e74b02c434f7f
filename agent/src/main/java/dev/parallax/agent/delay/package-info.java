/** How late the agent's own work is, so that no time of its own is charged to a peer. */
@NullMarked
package dev.parallax.agent.delay;

import org.jspecify.annotations.NullMarked;

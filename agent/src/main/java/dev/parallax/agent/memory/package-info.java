/**
 * Bounds of what an agent keeps in memory, in bytes over all plans. A share is taken before bytes
 * are kept and given back when they are dropped. A budget that is used up is a limit of this agent,
 * never a fault of a peer.
 */
@NullMarked
package dev.parallax.agent.memory;

import org.jspecify.annotations.NullMarked;

/**
 * Memory budgets in bytes, over all plans. A share is reserved before bytes are kept and returned
 * when they are dropped. An exhausted budget is a limit of this agent, never a fault of a peer.
 */
@NullMarked
package dev.parallax.agent.memory;

import org.jspecify.annotations.NullMarked;

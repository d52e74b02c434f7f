/** Bounds of what an agent keeps in memory, in bytes over all plans. */
@NullMarked
package dev.parallax.agent.memory;

import org.jspecify.annotations.NullMarked;

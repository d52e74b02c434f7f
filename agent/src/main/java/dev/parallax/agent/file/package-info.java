/** Files of the agent that only their owner reads. */
@NullMarked
package dev.parallax.agent.file;

import org.jspecify.annotations.NullMarked;

/** The text of an observation, as {@code parallax-agent probe} prints it. */
@NullMarked
package dev.parallax.agent.command.page;

import org.jspecify.annotations.NullMarked;

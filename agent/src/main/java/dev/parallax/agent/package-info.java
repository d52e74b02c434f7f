/** Wiring and configuration of the agent process. */
@NullMarked
package dev.parallax.agent;

import org.jspecify.annotations.NullMarked;

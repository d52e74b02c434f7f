/** A rogue coordinator: its plans attack the agent's host and third parties. */
@NullMarked
package dev.parallax.attack.coordinator;

import org.jspecify.annotations.NullMarked;

/** A coordinator whose plans are meant to harm the agent's host and third parties. */
@NullMarked
package dev.parallax.attack.coordinator;

import org.jspecify.annotations.NullMarked;

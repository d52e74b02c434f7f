/** When the link connects again, and when its coordinator counts as silent. */
@NullMarked
package dev.parallax.agent.link.pace;

import org.jspecify.annotations.NullMarked;

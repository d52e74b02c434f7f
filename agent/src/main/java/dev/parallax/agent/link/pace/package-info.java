/** When the link connects again, when its coordinator counts as silent, and when it returns. */
@NullMarked
package dev.parallax.agent.link.pace;

import org.jspecify.annotations.NullMarked;

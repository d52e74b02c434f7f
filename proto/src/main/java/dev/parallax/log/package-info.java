/** How both programs write their logs. */
@NullMarked
package dev.parallax.log;

import org.jspecify.annotations.NullMarked;

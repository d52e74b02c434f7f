/** Throwables and bytes to failures; pure. */
@NullMarked
package dev.parallax.agent.classify;

import org.jspecify.annotations.NullMarked;

/** A real browser, asked over its own protocol. */
@NullMarked
package dev.parallax.browser;

import org.jspecify.annotations.NullMarked;

/** A Chromium process controlled by the DevTools protocol. */
@NullMarked
package dev.parallax.browser;

import org.jspecify.annotations.NullMarked;

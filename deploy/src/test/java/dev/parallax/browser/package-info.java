/** Tests of the pages in a browser: accessibility, print, keyboard. */
@NullMarked
package dev.parallax.browser;

import org.jspecify.annotations.NullMarked;

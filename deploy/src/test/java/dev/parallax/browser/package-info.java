/** The pages as a reader has them: heard, on paper, by keyboard. */
@NullMarked
package dev.parallax.browser;

import org.jspecify.annotations.NullMarked;

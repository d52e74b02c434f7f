/** What may know of what. */
@NullMarked
package dev.parallax.architecture;

import org.jspecify.annotations.NullMarked;

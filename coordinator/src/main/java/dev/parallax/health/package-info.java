/** The threads a coordinator lives by, and whether they work. */
@NullMarked
package dev.parallax.health;

import org.jspecify.annotations.NullMarked;

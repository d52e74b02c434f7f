/** Rules for the dependencies between packages. */
@NullMarked
package dev.parallax.architecture;

import org.jspecify.annotations.NullMarked;

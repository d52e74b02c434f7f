/** Planning, rounds, collection, deadline. */
@NullMarked
package dev.parallax.sweep;

import org.jspecify.annotations.NullMarked;

/** Measured figures, their units and their table. */
@NullMarked
package dev.parallax.bench.figure;

import org.jspecify.annotations.NullMarked;

/** Tests of this package. */
@NullMarked
package dev.parallax.bench.figure;

import org.jspecify.annotations.NullMarked;

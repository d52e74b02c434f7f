/** Tests of this package. */
@NullMarked
package dev.parallax.bench.capture;

import org.jspecify.annotations.NullMarked;

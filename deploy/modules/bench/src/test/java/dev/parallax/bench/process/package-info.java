/** Tests of this package. */
@NullMarked
package dev.parallax.bench.process;

import org.jspecify.annotations.NullMarked;

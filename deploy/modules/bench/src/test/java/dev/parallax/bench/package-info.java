/** Tests of the benchmarks: captures and figures. */
@NullMarked
package dev.parallax.bench;

import org.jspecify.annotations.NullMarked;

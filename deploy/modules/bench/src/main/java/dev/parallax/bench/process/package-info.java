/** The processes of a benchmark: start, output, CPU time and memory. */
@NullMarked
package dev.parallax.bench.process;

import org.jspecify.annotations.NullMarked;

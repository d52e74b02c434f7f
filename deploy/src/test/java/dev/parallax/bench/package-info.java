/** Whether the benchmarks read captures and figures rightly. */
@NullMarked
package dev.parallax.bench;

import org.jspecify.annotations.NullMarked;

/** Tests of the check of faults. */
@NullMarked
package dev.parallax.bench.fault;

import org.jspecify.annotations.NullMarked;

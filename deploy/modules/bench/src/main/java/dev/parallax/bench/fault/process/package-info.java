/** Processes with faults: signals, a small disk, and calls of the operator. */
@NullMarked
package dev.parallax.bench.fault.process;

import org.jspecify.annotations.NullMarked;

/**
 * The benchmarks: what the shipped agent measures, costs and holds, against real servers, real
 * captures and another prober on this machine.
 */
@NullMarked
package dev.parallax.bench;

import org.jspecify.annotations.NullMarked;

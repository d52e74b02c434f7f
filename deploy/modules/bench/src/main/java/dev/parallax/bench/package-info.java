/**
 * The benchmarks: accuracy, cost and limits of the shipped agent. They use real servers, packet
 * captures and blackbox_exporter on this machine. A missed bar ends the run with exit code 1.
 */
@NullMarked
package dev.parallax.bench;

import org.jspecify.annotations.NullMarked;

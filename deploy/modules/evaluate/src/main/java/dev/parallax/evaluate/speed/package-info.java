/**
 * Benchmarks of verdicts and reports. Input: simulated sweeps with many vantages and targets;
 * output: times and sizes for {@code deploy/bench}. Each benchmark runs in a process of its own.
 */
@NullMarked
package dev.parallax.evaluate.speed;

import org.jspecify.annotations.NullMarked;

/**
 * The simulation of a sweep. Input: a case; output: a sweep that the coordinator's own planner
 * planned and simulated agents answered. Each agent has its own random source, so that the order of
 * agents has no effect.
 */
@NullMarked
package dev.parallax.evaluate.simulate;

import org.jspecify.annotations.NullMarked;

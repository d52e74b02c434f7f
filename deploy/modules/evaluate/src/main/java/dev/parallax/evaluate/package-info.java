/**
 * The evaluation: a simulated network with a known fault, sweeps planned by the production planner,
 * and the accuracy of each attribution method. Input: a seed and a number of sweeps; output: tables
 * of figures. A seed gives the same sweeps on every machine.
 */
@NullMarked
package dev.parallax.evaluate;

import org.jspecify.annotations.NullMarked;

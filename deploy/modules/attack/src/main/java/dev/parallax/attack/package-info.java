/**
 * Attacks on a coordinator with an honest fleet, all at once, and their cost for honest sweeps.
 * Input: the selection of attacks; output: a table with the outcome of each attack and the figures
 * of the honest sweeps. A missed bar ends the run with exit code 1.
 */
@NullMarked
package dev.parallax.attack;

import org.jspecify.annotations.NullMarked;

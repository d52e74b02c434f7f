/**
 * One simulated case: a fleet, a site, its faults and the operator's settings. Input: a seed and a
 * mix of faults and noise; output: a case. A case records the vantages that each fault affected,
 * which the scores use as the truth.
 */
@NullMarked
package dev.parallax.evaluate.world;

import org.jspecify.annotations.NullMarked;

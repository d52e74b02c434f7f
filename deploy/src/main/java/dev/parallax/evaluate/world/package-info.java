/**
 * One simulated world: a fleet, a site, its faults and the operator's settings.
 *
 * <p>Its draw takes a seed and a mix of faults and noise.
 *
 * <p>A world counts which vantages each fault struck, which is the truth that methods are scored
 * against.
 */
@NullMarked
package dev.parallax.evaluate.world;

import org.jspecify.annotations.NullMarked;

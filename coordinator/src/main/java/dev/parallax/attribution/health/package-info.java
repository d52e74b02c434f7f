/**
 * Faulty vantages, detected by their reference sites, packet loss, clock and CA bundle.
 *
 * <p>Input: all trials of a target; output: {@code VantageFault}s, whose vantages are excluded from
 * the comparison. A vantage is faulty when most of its references fail and those of other vantages
 * pass, or when a recorded fact contradicts its failure.
 */
@NullMarked
package dev.parallax.attribution.health;

import org.jspecify.annotations.NullMarked;

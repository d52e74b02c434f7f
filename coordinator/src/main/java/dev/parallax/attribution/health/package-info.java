/**
 * Vantages that are at fault themselves, found by their reference sites, packet loss, clock and CA
 * bundle.
 *
 * <p>In go all trials of a target, out come {@code VantageFault}s; their vantages take no part in
 * the comparison. A vantage is at fault when most of its references fail and those of others do
 * not, or when a recorded fact contradicts its complaint.
 */
@NullMarked
package dev.parallax.attribution.health;

import org.jspecify.annotations.NullMarked;

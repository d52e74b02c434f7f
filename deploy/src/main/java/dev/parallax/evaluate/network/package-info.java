/**
 * The simulated network: vantages, the target's site, servers unrelated to it, certificate chains
 * and packet loss.
 *
 * <p>Each draws itself from a seeded random number generator.
 *
 * <p>Nothing here is at fault; faults are added by {@code fault}.
 */
@NullMarked
package dev.parallax.evaluate.network;

import org.jspecify.annotations.NullMarked;

/**
 * The simulated network: vantages, the target's site, unrelated servers, certificate chains and
 * packet loss. Input: a seeded random source; output: a network without faults. The package {@code
 * fault} adds the faults.
 */
@NullMarked
package dev.parallax.evaluate.network;

import org.jspecify.annotations.NullMarked;

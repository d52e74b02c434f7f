/**
 * Many simulated agents in few processes: the link of the agent as shipped, with mutual TLS and a
 * stream for each, and generated trials instead of probes.
 */
@NullMarked
package dev.parallax.bench.fleet;

import org.jspecify.annotations.NullMarked;

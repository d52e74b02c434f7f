/**
 * The servers of the lab: nginx as the target and the reference sites, unbound as every resolver.
 * Each has a configuration for its normal state and for each fault. The authority of the
 * certificates exists as long as the lab.
 */
@NullMarked
package dev.parallax.lab.servers;

import org.jspecify.annotations.NullMarked;

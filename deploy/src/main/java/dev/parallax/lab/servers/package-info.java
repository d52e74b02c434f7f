/**
 * The real servers of the lab: nginx as the target and the reference sites, unbound as every
 * resolver.
 *
 * <p>Each has a configuration for its ordinary state and one for each fault.
 *
 * <p>The certificates are issued by an authority that lives as long as the lab.
 */
@NullMarked
package dev.parallax.lab.servers;

import org.jspecify.annotations.NullMarked;

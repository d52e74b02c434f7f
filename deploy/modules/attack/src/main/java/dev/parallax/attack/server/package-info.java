/**
 * Hostile targets: their answers attack the parsers and the resources of agents and coordinator.
 */
@NullMarked
package dev.parallax.attack.server;

import org.jspecify.annotations.NullMarked;

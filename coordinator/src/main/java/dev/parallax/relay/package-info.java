/**
 * Coordinators on one database as one fleet: a sweep reaches the agents of all of them. Each
 * coordinator writes which agents are connected to it, passes messages of other coordinators on to
 * them, and takes over the sweeps of a coordinator that is gone.
 */
@NullMarked
package dev.parallax.relay;

import org.jspecify.annotations.NullMarked;

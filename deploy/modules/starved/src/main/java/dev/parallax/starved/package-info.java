/**
 * An agent held at a small share of a CPU against loopback peers, compared with an agent that is
 * not held: the outcomes of the peers must be the same.
 */
@NullMarked
package dev.parallax.starved;

import org.jspecify.annotations.NullMarked;

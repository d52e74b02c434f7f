/**
 * An agent held at a small share of a CPU against loopback peers, beside the same agent on an idle
 * host: it says nothing of a peer that it does not say on the idle host.
 */
@NullMarked
package dev.parallax.starved;

import org.jspecify.annotations.NullMarked;

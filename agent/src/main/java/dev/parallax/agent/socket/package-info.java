/** Sockets towards what a plan names: each with a permit, each byte paid for. */
@NullMarked
package dev.parallax.agent.socket;

import org.jspecify.annotations.NullMarked;

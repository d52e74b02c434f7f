/**
 * Connections to the addresses of a plan. Each connection needs a permit, and each byte is charged
 * to the budget of the host. Channels are closed in an order that keeps the last bytes of the peer
 * readable.
 */
@NullMarked
package dev.parallax.agent.socket;

import org.jspecify.annotations.NullMarked;

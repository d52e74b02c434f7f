/**
 * Connections to what a plan names. A permit is needed to open each one, and each byte is charged
 * to the host's budget. Channels are closed in the order that keeps the peer's last bytes readable.
 */
@NullMarked
package dev.parallax.agent.socket;

import org.jspecify.annotations.NullMarked;

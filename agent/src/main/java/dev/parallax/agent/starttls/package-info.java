/**
 * The dialogue in the clear that precedes a ClientHello, by protocol. Bytes of the server go in,
 * bytes to send or a failure come out. Nothing here uses a socket or a clock.
 */
@NullMarked
package dev.parallax.agent.starttls;

import org.jspecify.annotations.NullMarked;

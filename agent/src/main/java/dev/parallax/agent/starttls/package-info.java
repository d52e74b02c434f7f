/**
 * The cleartext dialogue before a ClientHello, for each protocol. Input: bytes of the server;
 * output: bytes to send, or a failure. The package uses no socket and no clock.
 */
@NullMarked
package dev.parallax.agent.starttls;

import org.jspecify.annotations.NullMarked;

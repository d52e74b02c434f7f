/**
 * An HTTP/1.1 server with limits on size, time and connections.
 *
 * <p>Input: bytes of a connection; output: a {@code Request} and the bytes of its {@code Answer}.
 * No other package of {@code web} uses Netty.
 */
@NullMarked
package dev.parallax.web.http;

import org.jspecify.annotations.NullMarked;

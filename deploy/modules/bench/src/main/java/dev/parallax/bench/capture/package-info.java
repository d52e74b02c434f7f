/** Packets of the loopback interface, and the times of a handshake in them. */
@NullMarked
package dev.parallax.bench.capture;

import org.jspecify.annotations.NullMarked;

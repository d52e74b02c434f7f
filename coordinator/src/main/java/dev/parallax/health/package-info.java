/**
 * The liveness of the coordinator's essential threads. Each reports the begin, end and failure of
 * its work; {@code /ready} reports the result. The end of an essential thread ends the process.
 */
@NullMarked
package dev.parallax.health;

import org.jspecify.annotations.NullMarked;

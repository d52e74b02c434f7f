/**
 * The words of failures, chosen from an exception or from the bytes that arrived. The same input
 * gives the same word and the same detail. Nothing here reads a clock, a file or a socket.
 */
@NullMarked
package dev.parallax.agent.classify;

import org.jspecify.annotations.NullMarked;

/**
 * Classification of failures into failure words. Input: an exception, or the received bytes;
 * output: a failure word with its detail. Equal inputs give equal results; the package uses no
 * clock, file or socket.
 */
@NullMarked
package dev.parallax.agent.classify;

import org.jspecify.annotations.NullMarked;

/**
 * What one host can see of the path to a target: Linux sockets asked through {@code
 * java.lang.foreign} where Java and Netty have no words for it. Knows file descriptors and
 * addresses, neither plans nor observations.
 */
@NullMarked
package dev.parallax.agent.path;

import org.jspecify.annotations.NullMarked;

/**
 * Linux system calls through {@code java.lang.foreign}: sockets, options, polling and the error
 * queue. A failed call throws a {@link dev.parallax.agent.path.kernel.SystemCallException} with its
 * errno. Only the packages {@code path.*} open sockets with it.
 */
@NullMarked
package dev.parallax.agent.path.kernel;

import org.jspecify.annotations.NullMarked;

/**
 * The agent's program, from its command line to its exit code. Each command stands in {@code
 * command}; the service that runs until it is stopped stands in {@code service}. Nothing depends on
 * this package.
 */
@NullMarked
package dev.parallax.agent;

import org.jspecify.annotations.NullMarked;

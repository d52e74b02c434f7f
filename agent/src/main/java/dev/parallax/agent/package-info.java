/**
 * The program of the agent, from the command line to the exit code. The commands are in the package
 * {@code command}; the service is in {@code service}. No package depends on this package.
 */
@NullMarked
package dev.parallax.agent;

import org.jspecify.annotations.NullMarked;

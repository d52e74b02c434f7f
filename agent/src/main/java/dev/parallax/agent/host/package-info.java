/**
 * What an agent reports of the host it runs on. Facts are read from the kernel, from files and from
 * the environment. Absence of a fact is reported as absence, never as an error.
 */
@NullMarked
package dev.parallax.agent.host;

import org.jspecify.annotations.NullMarked;

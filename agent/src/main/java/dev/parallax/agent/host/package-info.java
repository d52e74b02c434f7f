/**
 * The facts of the host. Input: the kernel, files and the environment; output: named facts. A fact
 * that cannot be determined is absent, never an error.
 */
@NullMarked
package dev.parallax.agent.host;

import org.jspecify.annotations.NullMarked;

/**
 * The commands of {@code parallax-agent} and their options. Input: the command line; output: text
 * or JSON. An {@link dev.parallax.agent.config.ExitException} ends a command with one line of text
 * and an exit code.
 */
@NullMarked
package dev.parallax.agent.command;

import org.jspecify.annotations.NullMarked;

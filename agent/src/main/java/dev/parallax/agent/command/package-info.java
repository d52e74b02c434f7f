/**
 * The commands of {@code parallax-agent} and their options. A command reads its options, does its
 * work with the other packages and writes text or JSON. An {@link
 * dev.parallax.agent.config.ExitException} ends it with a line of text and an exit code.
 */
@NullMarked
package dev.parallax.agent.command;

import org.jspecify.annotations.NullMarked;

/**
 * The operator's commands: {@code parallax} and each of its subcommands.
 *
 * <p>In go command lines, out come text on standard output, messages on standard error and an exit
 * code. Options, connection, output, live progress and help stand in packages below.
 */
@NullMarked
package dev.parallax.cli;

import org.jspecify.annotations.NullMarked;

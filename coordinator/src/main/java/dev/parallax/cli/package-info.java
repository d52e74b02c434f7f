/**
 * The operator's commands: {@code parallax} and its subcommands.
 *
 * <p>Input: command lines; output: text on standard output, messages on standard error and an exit
 * code. Options, connection, output, live progress and help are in the packages below, as are the
 * commands of watches and of backups.
 */
@NullMarked
package dev.parallax.cli;

import org.jspecify.annotations.NullMarked;

/**
 * Where a command writes: terminal, pipe or file, and in which form.
 *
 * <p>In go texts, out comes checked output: a file appears whole or not at all, a full disk is an
 * error, and colours are written to terminals alone.
 */
@NullMarked
package dev.parallax.cli.output;

import org.jspecify.annotations.NullMarked;

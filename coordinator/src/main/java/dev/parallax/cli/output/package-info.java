/**
 * The output of a command: terminal, pipe or file, and its format.
 *
 * <p>Input: text; output: a complete file or no file. A full disk is an error, and colours are
 * written to terminals only.
 */
@NullMarked
package dev.parallax.cli.output;

import org.jspecify.annotations.NullMarked;

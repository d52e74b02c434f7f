/**
 * The progress of a running sweep on the terminal.
 *
 * <p>Input: the events of a sweep; output: lines, or a table that is redrawn in place where the
 * terminal supports it.
 */
@NullMarked
package dev.parallax.cli.live;

import org.jspecify.annotations.NullMarked;

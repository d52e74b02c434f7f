/**
 * A running sweep as the terminal shows it.
 *
 * <p>In go the events of a sweep, out come lines or a board that is redrawn in place, as the
 * terminal allows.
 */
@NullMarked
package dev.parallax.cli.live;

import org.jspecify.annotations.NullMarked;

/**
 * Text in columns of a terminal.
 *
 * <p>In go texts and a width in columns, out come lines that are wrapped, cut or padded. Widths are
 * those of Unicode Standard Annex 11, breaks those of Annex 14 in their simplest form.
 */
@NullMarked
package dev.parallax.report.layout;

import org.jspecify.annotations.NullMarked;

/**
 * Text in the columns of a terminal.
 *
 * <p>Input: text and a width in columns; output: lines that are wrapped, truncated or padded.
 * Widths follow Unicode Standard Annex 11, line breaks the simplest form of Annex 14.
 */
@NullMarked
package dev.parallax.report.layout;

import org.jspecify.annotations.NullMarked;

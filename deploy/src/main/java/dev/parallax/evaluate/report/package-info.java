/**
 * Prints an evaluation: tables, figures in JSON, plots in SVG, and one sweep in full.
 *
 * <p>Input is the results of a run.
 *
 * <p>The figures are those of {@code score}; this package only formats.
 */
@NullMarked
package dev.parallax.evaluate.report;

import org.jspecify.annotations.NullMarked;

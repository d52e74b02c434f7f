/**
 * The output of an evaluation: tables, figures in JSON, plots in SVG, and single sweeps in full.
 * Input: the results of a run; output: text and files. The package {@code score} computes the
 * figures.
 */
@NullMarked
package dev.parallax.evaluate.report;

import org.jspecify.annotations.NullMarked;

/**
 * Populations of cases, and the run in which each method judges every sweep. Input: the options of
 * the command line; output: scores. A sweep is drawn by seed and index, so that it can be drawn
 * again alone.
 */
@NullMarked
package dev.parallax.evaluate.run;

import org.jspecify.annotations.NullMarked;

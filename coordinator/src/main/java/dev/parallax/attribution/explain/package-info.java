/**
 * The findings of a verdict as values, each with its weight of evidence.
 *
 * <p>In go a hypothesis and the vantages that fail and pass, out comes {@code Evidence}; its words
 * are made in the report. A finding's weight is the log-likelihood ratio of its cells against the
 * runner-up.
 */
@NullMarked
package dev.parallax.attribution.explain;

import org.jspecify.annotations.NullMarked;

/**
 * What the verdicts of a run were: right, wrong or open, each scenario under each condition.
 *
 * <p>Input is the JSON report of a sweep.
 *
 * <p>Results are printed as tables, written as JSON, and recorded as fixtures for tests.
 */
@NullMarked
package dev.parallax.lab.results;

import org.jspecify.annotations.NullMarked;

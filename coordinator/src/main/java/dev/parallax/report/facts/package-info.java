/**
 * The measurements of one sweep at one target, as an index for every format of the report.
 *
 * <p>Input: the results of a target; output: its observations by vantage and arm, the probes that
 * were not run, and the named sets of vantages. The package contains no sentence.
 */
@NullMarked
package dev.parallax.report.facts;

import org.jspecify.annotations.NullMarked;

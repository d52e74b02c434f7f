/**
 * What one sweep measured on one target, as an index that every form of the report shares.
 *
 * <p>In go the results of a target, out come its observations by vantage and arm, the probes that
 * did not run, and the sets of vantages that have a name. No sentence is made here.
 */
@NullMarked
package dev.parallax.report.facts;

import org.jspecify.annotations.NullMarked;

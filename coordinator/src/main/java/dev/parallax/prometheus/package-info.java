/**
 * The metrics of probes in Prometheus' text format, for {@code /metrics} and for the report. Takes
 * the base trials of one vantage on one target; gives series with the names of blackbox_exporter
 * where they exist. Pure.
 */
@NullMarked
package dev.parallax.prometheus;

import org.jspecify.annotations.NullMarked;

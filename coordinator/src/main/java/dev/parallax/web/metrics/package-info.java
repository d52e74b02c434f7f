/**
 * The metrics for Prometheus: the last sweep of each target, the sweeps and the fleet.
 *
 * <p>Input: finished sweeps; output: the text format of Prometheus. Names and units of metrics are
 * stable.
 */
@NullMarked
package dev.parallax.web.metrics;

import org.jspecify.annotations.NullMarked;

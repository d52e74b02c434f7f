/**
 * What Prometheus scrapes: figures of the last sweep of each target, of sweeps and of the fleet.
 *
 * <p>In go ended sweeps, out comes the text format of Prometheus. Each name and unit is a promise
 * to those who query it.
 */
@NullMarked
package dev.parallax.web.metrics;

import org.jspecify.annotations.NullMarked;

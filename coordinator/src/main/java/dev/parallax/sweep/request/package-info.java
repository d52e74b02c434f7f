/**
 * What an operator asks of a sweep: targets, vantages, arms, limits, and the settings of the
 * coordinator.
 *
 * <p>In go text and numbers of a request, out come values with their bounds checked. A request that
 * matches no vantage is refused here.
 */
@NullMarked
package dev.parallax.sweep.request;

import org.jspecify.annotations.NullMarked;

/**
 * Sweeps from the request to the verdict: planning, rounds, collection of observations, deadline.
 * Input: a request and the observations of its vantages; output: events for the listeners and a
 * stored sweep with its verdicts. One thread owns the state of a sweep.
 */
@NullMarked
package dev.parallax.sweep;

import org.jspecify.annotations.NullMarked;

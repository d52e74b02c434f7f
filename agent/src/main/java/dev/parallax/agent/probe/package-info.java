/**
 * One probe, with a class for each step. Input: a {@code Probe} and a permit; output: a result with
 * every step that ran. {@code Prober} starts a {@code TrialRun}, which resolves the name and makes
 * an {@code Attempt} at each address by {@code AddressConnections}.
 */
@NullMarked
package dev.parallax.agent.probe;

import org.jspecify.annotations.NullMarked;

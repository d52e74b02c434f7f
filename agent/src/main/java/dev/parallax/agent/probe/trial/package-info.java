/**
 * What each trial is run with, whatever it probes: settings, permits, source ports, limits and the
 * result.
 *
 * <p>In go the plan's variant and the agent's settings, out come a {@code TrialContext} and a
 * {@code ProbeResult}.
 */
@NullMarked
package dev.parallax.agent.probe.trial;

import org.jspecify.annotations.NullMarked;

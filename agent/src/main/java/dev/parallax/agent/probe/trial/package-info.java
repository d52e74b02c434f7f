/**
 * What each trial is run with: settings, permits, source ports, limits and the result. The plan's
 * variant and the agent's settings go in, a {@code TrialContext} and a {@code ProbeResult} come
 * out. None of it depends on the kind of probe.
 */
@NullMarked
package dev.parallax.agent.probe.trial;

import org.jspecify.annotations.NullMarked;

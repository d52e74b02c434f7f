/**
 * The context of a trial: settings, permits, source ports, limits and the result. Input: the
 * variant of the plan and the settings of the agent; output: a {@code TrialContext} and a {@code
 * ProbeResult}. The package does not depend on the kind of probe.
 */
@NullMarked
package dev.parallax.agent.probe.trial;

import org.jspecify.annotations.NullMarked;

/**
 * One probe: a class for each of its steps. A {@code Probe} and a permit of the gate go in, a
 * result with every step that ran comes out. {@code Prober} starts a {@code TrialRun}, which
 * resolves the name and makes an {@code Attempt} at each address.
 */
@NullMarked
package dev.parallax.agent.probe;

import org.jspecify.annotations.NullMarked;

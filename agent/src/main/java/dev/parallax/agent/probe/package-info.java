/**
 * Runs one probe: a class for each step. Netty ends here.
 *
 * <p>In go a {@code Probe} and a permit of the gate, out comes a result with every step that ran.
 * {@code Prober} starts a {@code TrialRun}, which resolves the name and makes an {@code Attempt} at
 * each address.
 */
@NullMarked
package dev.parallax.agent.probe;

import org.jspecify.annotations.NullMarked;

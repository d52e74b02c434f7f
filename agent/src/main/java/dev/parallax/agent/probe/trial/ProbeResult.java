package dev.parallax.agent.probe.trial;

import dev.parallax.model.Outcome;
import dev.parallax.model.Steps;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The result of one trial at one address.
 *
 * @param address the address of the connection or of the planned connection; absent when the
 *     resolution failed or the trial was not run
 */
public record ProbeResult(Optional<InetAddress> address, Outcome outcome, Steps steps) {}

package dev.parallax.agent.probe.trial;

import dev.parallax.model.Outcome;
import dev.parallax.model.Steps;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What one trial saw at one address.
 *
 * @param address the address connected to, or meant to be; absent when resolution failed or nothing
 *     ran
 */
public record ProbeResult(Optional<InetAddress> address, Outcome outcome, Steps steps) {}

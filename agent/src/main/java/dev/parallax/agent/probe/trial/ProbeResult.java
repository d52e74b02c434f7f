package dev.parallax.agent.probe.trial;

import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.observation.Steps;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The result of one trial at one address.
 *
 * @param address the address of the connection or of the planned connection; absent when the
 *     resolution failed or the trial was not run
 * @param delay the delay of this agent meanwhile
 */
public record ProbeResult(
    Optional<InetAddress> address, Outcome outcome, Steps steps, SchedulingDelay delay) {
  /** Of a trial that is under way, or never was. */
  public ProbeResult(Optional<InetAddress> address, Outcome outcome, Steps steps) {
    this(address, outcome, steps, SchedulingDelay.NONE);
  }

  public ProbeResult with(Steps other) {
    return new ProbeResult(address, outcome, other, delay);
  }

  public ProbeResult with(Outcome other) {
    return new ProbeResult(address, other, steps, delay);
  }

  public ProbeResult with(SchedulingDelay measured) {
    return new ProbeResult(address, outcome, steps, measured);
  }
}

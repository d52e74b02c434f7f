package dev.parallax.agent.probe.trial;

import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.DnsStep;
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

  /** Of a resolution that failed. */
  public static ProbeResult failed(Failure failure, DnsStep step) {
    return new ProbeResult(Optional.empty(), new Outcome.Failed(failure), Steps.of(step));
  }

  /**
   * Of a trial that this host cannot run.
   *
   * @param reason in words
   */
  public static ProbeResult unsupported(String reason, Steps steps) {
    return new ProbeResult(
        Optional.empty(), new Outcome.NotRun(NotRunReason.UNSUPPORTED, reason), steps);
  }

  /** Of a trial that the policy of this host or its budget refuses. */
  public static ProbeResult refused(
      Optional<InetAddress> address, GateRefusal refusal, Steps steps) {
    return new ProbeResult(address, new Outcome.NotRun(refusal.reason(), refusal.detail()), steps);
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

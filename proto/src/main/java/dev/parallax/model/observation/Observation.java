package dev.parallax.model.observation;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import java.util.Optional;

/**
 * The result of one trial.
 *
 * @param planHash lower-case hex SHA-256 of the plan bytes the agent ran
 * @param steps the records of the completed steps
 * @param delay how late the agent was meanwhile; absent when nothing ran, and from older agents
 */
public record Observation(
    TrialKey key, String planHash, Outcome outcome, Steps steps, Optional<SchedulingDelay> delay) {
  /** Of an agent that does not report its own delay. */
  public Observation(TrialKey key, String planHash, Outcome outcome, Steps steps) {
    this(key, planHash, outcome, steps, Optional.empty());
  }

  public Observation with(Steps other) {
    return new Observation(key, planHash, outcome, other, delay);
  }

  public Observation with(Outcome other) {
    return new Observation(key, planHash, other, steps, delay);
  }

  public Observation with(SchedulingDelay measured) {
    return new Observation(key, planHash, outcome, steps, Optional.of(measured));
  }

  /** The same with the coordinator's check of its chain; the same where it has no TLS step. */
  public Observation with(CentralCheck check) {
    return steps.tls().map(tls -> with(steps.with(tls.with(check)))).orElse(this);
  }

  public boolean ok() {
    return outcome instanceof Outcome.Ok;
  }

  public boolean ran() {
    return !(outcome instanceof Outcome.NotRun);
  }

  /** It did not run to its end since the agent itself was late. */
  public boolean isSpoilt() {
    return outcome instanceof Outcome.NotRun(var reason, var ignored)
        && reason == NotRunReason.AGENT_ERROR
        && delay.filter(SchedulingDelay::isNotable).isPresent();
  }

  /** The failure, when the trial ran and failed. */
  public Optional<Failure> failure() {
    return outcome instanceof Outcome.Failed failed
        ? Optional.of(failed.failure())
        : Optional.empty();
  }
}

package dev.parallax.model;

import java.util.Optional;

/**
 * The result of one trial.
 *
 * @param planHash lower-case hex SHA-256 of the plan bytes the agent ran
 * @param steps the records of the completed steps
 */
public record Observation(TrialKey key, String planHash, Outcome outcome, Steps steps) {
  public Observation with(Steps other) {
    return new Observation(key, planHash, outcome, other);
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

  /** The failure, when the trial ran and failed. */
  public Optional<Failure> failure() {
    return outcome instanceof Outcome.Failed failed
        ? Optional.of(failed.failure())
        : Optional.empty();
  }
}

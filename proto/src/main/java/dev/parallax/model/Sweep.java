package dev.parallax.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A sweep with everything a verdict depends on: attributing the same value always gives the same
 * verdicts.
 *
 * @param startedAt by the coordinator's clock
 * @param deadlineHit whether a round ended before every vantage had answered
 */
public record Sweep(
    SweepId id,
    Instant startedAt,
    Duration took,
    boolean deadlineHit,
    List<Vantage> vantages,
    List<Round> rounds,
    Coverage coverage,
    List<TargetResults> targets) {
  public Sweep {
    vantages = List.copyOf(vantages);
    rounds = List.copyOf(rounds);
    targets = List.copyOf(targets);
  }
}

package dev.parallax.agent.spool;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.wire.Wire;
import java.util.List;
import java.util.Optional;

/** Observations for a spool, by sweep and trial. */
final class Spooled {
  static final VantageId VANTAGE = new VantageId("eu-a-1");

  private Spooled() {}

  static TrialKey key(String sweep, int trial) {
    return new TrialKey(
        new SweepId(sweep), 1, "https://a.test", VANTAGE, Arm.BASE, "", Optional.empty(), trial);
  }

  static Observation trial(String sweep, int trial) {
    return withReason(sweep, trial, "");
  }

  /** As large as the longest reason permits, about 400 bytes. */
  static Observation large(String sweep, int trial) {
    return withReason(sweep, trial, "x".repeat(300));
  }

  static void add(Spool spool, Observation seen) {
    spool.add(seen.key(), Wire.toProto(seen));
  }

  static List<Observation> kept(Spool spool) {
    return spool.keys().stream()
        .map(spool::find)
        .flatMap(Optional::stream)
        .map(Wire::fromProto)
        .toList();
  }

  private static Observation withReason(String sweep, int trial, String reason) {
    return new Observation(
        key(sweep, trial),
        "0".repeat(64),
        new Outcome.NotRun(NotRunReason.DEADLINE, reason),
        Steps.NONE);
  }
}

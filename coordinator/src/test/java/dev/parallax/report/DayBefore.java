package dev.parallax.report;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKeys;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import java.time.Duration;
import java.util.List;

/** A failing sweep, and the healthy sweep of the same target a day before. */
public final class DayBefore {
  public static final SweepId HEALTHY = new SweepId("20260130-120000-well");

  private DayBefore() {}

  /** The sweep of the fixture with its first target only, which fails. */
  public static Sweep shop() {
    var whole = Fixture.sweep();
    return whole.withTargets(whole.targets().subList(0, 1));
  }

  /** The same target a day before, without a failure. */
  public static Sweep healthy() {
    var now = shop();
    var results = now.targets().getFirst();
    var passing =
        results.observations().stream().filter(Observation::ok).map(DayBefore::moved).toList();
    return new Sweep(
        HEALTHY,
        now.startedAt().minus(Duration.ofDays(1)),
        now.took(),
        false,
        now.vantages(),
        now.rounds(),
        now.coverage(),
        List.of(new TargetResults(results.target(), results.inside(), passing)));
  }

  private static Observation moved(Observation seen) {
    var key = seen.key();
    return new Observation(
        TrialKeys.withSweep(key, HEALTHY), seen.planHash(), seen.outcome(), seen.steps());
  }
}

package dev.parallax.agent.link;

import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.util.Optional;

/** Observations of one sweep. */
final class SampleObservations {
  static final SweepId SWEEP = new SweepId("sweep-1");

  private SampleObservations() {}

  static Observation trial(int trial) {
    var key =
        new TrialKey(
            SWEEP,
            1,
            "https://a.test",
            new VantageId("eu-a-1"),
            Arm.BASE,
            "",
            Optional.empty(),
            trial);
    return new Observation(key, "0".repeat(64), new Outcome.Ok(), Steps.NONE);
  }
}

package dev.parallax.sweep.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A vantage is covered when a base trial of a target ran at it. */
class SweepAssemblyTest {
  private static final Target TARGET = Target.parse("https://shop.example");
  private static final SweepId SWEEP = new SweepId("s1");
  private static final Outcome OK = new Outcome.Ok();
  private static final Outcome UNSUPPORTED =
      new Outcome.NotRun(NotRunReason.UNSUPPORTED, "contains non-LDH characters");
  private static final Outcome LATE = new Outcome.NotRun(NotRunReason.DEADLINE, "");

  @Test
  void otherArmsAlone_areNoCoverage() {
    var coverage =
        coverage(
            seen("a", Arm.BASE, OK),
            seen("b", Arm.TTL_WALK, LATE),
            seen("b", Arm.BASE, UNSUPPORTED),
            seen("b", Arm.CONTROL_SNI, OK),
            seen("b", Arm.REFERENCE, OK));

    assertEquals(2, coverage.requested());
    assertEquals(1, coverage.answered());
    assertEquals(
        List.of(
            new Coverage.Missing(
                new VantageId("b"), NotRunReason.UNSUPPORTED, "contains non-LDH characters")),
        coverage.missing());
  }

  @Test
  void failingBaseTrial_isCoverage() {
    assertEquals(2, coverage(seen("a", Arm.BASE, OK), seen("b", Arm.BASE, FAILED)).answered());
  }

  private static final Outcome FAILED =
      new Outcome.Failed(new Failure(Step.TCP, FailureWord.CONNECT_TIMEOUT, "nothing within 5 s"));

  private static Coverage coverage(Observation... seen) {
    var vantages = List.of(vantage("a"), vantage("b"));
    var header =
        new Sweep(
            SWEEP,
            Instant.EPOCH,
            Duration.ZERO,
            false,
            vantages,
            List.of(),
            new Coverage(2, 0, List.of()),
            List.of(new TargetResults(TARGET, Map.of(), List.of())));
    return SweepAssembly.close(header, List.of(), List.of(seen), Map.of(), Duration.ZERO, false)
        .coverage();
  }

  private static Vantage vantage(String name) {
    return new Vantage(new VantageId(name), Map.of(), "0.1.0", Optional.empty(), Map.of());
  }

  private static Observation seen(String vantage, Arm arm, Outcome outcome) {
    var target = arm == Arm.REFERENCE ? "https://ref.example" : TARGET.name();
    var key = new TrialKey(SWEEP, 1, target, new VantageId(vantage), arm, "", Optional.empty(), 1);
    return new Observation(key, "", outcome, Steps.NONE);
  }
}

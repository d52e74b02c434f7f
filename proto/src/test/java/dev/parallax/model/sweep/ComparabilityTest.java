package dev.parallax.model.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Only the same plan with the same ClientHello is compared. */
final class ComparabilityTest {
  private static final Target TARGET = Target.parse("site.test");
  private static final SweepId SWEEP = new SweepId("s1");

  @Test
  void anotherPlanIsMissing() {
    var sweep = sweep(seen("a", "plan", "h"), seen("b", "plan", "h"), seen("c", "other", "h"));

    assertEquals(List.of(true, true, false), ran(sweep));
  }

  @Test
  void anotherClientHelloIsMissing() {
    var sweep = sweep(seen("a", "plan", "h"), seen("b", "plan", "h"), seen("c", "plan", "older"));

    assertEquals(List.of(true, true, false), ran(sweep));
  }

  @Test
  void tieOfClientHellos_leavesBothSides() {
    var sweep = sweep(seen("a", "plan", "h"), seen("b", "plan", "older"));

    assertEquals(List.of(true, true), ran(sweep));
  }

  @Test
  void oneVantageWithManyClientHellos_takesNoOtherVantageAway() {
    var sweep =
        sweep(
            seen("a", "plan", "h"),
            seen("b", "plan", "odd"),
            seen("b", "plan", "h"),
            seen("b", "plan", "odder"));

    assertEquals(List.of(true, false, true, false), ran(sweep));
  }

  @Test
  void trialThatSentNoClientHelloIsCompared() {
    var sweep = sweep(seen("a", "plan", "h"), seen("b", "plan", "h"), seen("c", "plan", ""));

    assertEquals(List.of(true, true, true), ran(sweep));
  }

  private static List<Boolean> ran(Sweep sweep) {
    return sweep.targets().getFirst().observations().stream().map(Observation::ran).toList();
  }

  private static Sweep sweep(Observation... observations) {
    var header =
        new Sweep(
            SWEEP,
            Instant.EPOCH,
            Duration.ZERO,
            false,
            List.of(),
            List.of(new Round(1, "plan", List.of(RoundReason.FIRST_LOOK), 0)),
            new Coverage(0, 0, List.of()),
            List.of(new TargetResults(TARGET, Map.of(), List.of())));
    return header.withObservations(List.of(observations));
  }

  private static Observation seen(String vantage, String plan, String helloHash) {
    var key =
        new TrialKey(
            SWEEP, 1, TARGET.name(), new VantageId(vantage), Arm.BASE, "", Optional.empty(), 1);
    var tls =
        new TlsStep(
            new TlsStep.SentHello(Optional.empty(), "", helloHash, 300, ""),
            TlsStep.Agreed.NOTHING,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            TlsStep.Traffic.NONE,
            Duration.ZERO,
            Duration.ZERO);
    return new Observation(
        key,
        plan,
        new Outcome.Ok(),
        new Steps(Optional.empty(), Optional.empty(), Optional.of(tls), Optional.empty()));
  }
}

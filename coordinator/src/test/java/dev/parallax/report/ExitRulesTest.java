package dev.parallax.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.words.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From verdicts and coverage to an exit code. */
final class ExitRulesTest {
  private static final Observation MEASURED = Fixture.ok(Fixture.FINE, Fixture.LAN, Arm.BASE, 1);
  private static final Observation REFUSED = notRun(NotRunReason.REFUSED_BY_POLICY);
  private static final Observation LATE = notRun(NotRunReason.DEADLINE);

  @ParameterizedTest
  @CsvSource({
    "HEALTHY,      path,    0",
    "VANTAGE,      path,    0",
    "PATH,         path,    1",
    "REGION,       path,    1",
    "ORIGIN,       path,    1",
    "INCONCLUSIVE, path,    4",
    "VANTAGE,      vantage, 1",
    "PATH,         region,  0",
    "REGION,       region,  1",
    "REGION,       origin,  0",
    "ORIGIN,       origin,  1",
    "ORIGIN,       never,   0",
    "INCONCLUSIVE, never,   4",
  })
  void byBlame(Blame blame, String failOn, int expected) {
    var policy = new ExitPolicy(FailOn.of(failOn).orElseThrow(), 1);
    assertEquals(expected, code(sweep(false, 3, MEASURED), policy, blame));
  }

  @Test
  void neverZeroWhenNothingWasMeasured() {
    assertEquals(4, code(sweep(false, 3), ExitPolicy.DEFAULT, Blame.HEALTHY));
    assertEquals(4, code(sweep(false, 3, LATE), ExitPolicy.DEFAULT, Blame.HEALTHY));
    assertEquals(4, code(sweep(true, 3, LATE), ExitPolicy.DEFAULT, Blame.HEALTHY));
    assertEquals(
        4,
        ExitRules.decide(sweep(false, 3, MEASURED), List.of(), ExitPolicy.DEFAULT).code().code());
  }

  /** Other arms alone do not measure the target. */
  @Test
  void neverZeroWhenTheBaseProbeRanNowhere() {
    var control = Fixture.ok(Fixture.FINE, Fixture.LAN, Arm.CONTROL_SNI, 1);

    assertEquals(4, code(sweep(false, 3, LATE, control), ExitPolicy.DEFAULT, Blame.HEALTHY));
  }

  @Test
  void refusedByAllIsPolicy() {
    assertEquals(6, code(sweep(false, 3, REFUSED), ExitPolicy.DEFAULT, Blame.INCONCLUSIVE));
    assertEquals(4, code(sweep(false, 3, REFUSED, LATE), ExitPolicy.DEFAULT, Blame.INCONCLUSIVE));
    assertEquals(0, code(sweep(false, 3, REFUSED, MEASURED), ExitPolicy.DEFAULT, Blame.HEALTHY));
  }

  @Test
  void deadlineOnlyWithoutAFinding() {
    assertEquals(5, code(sweep(true, 3, MEASURED), ExitPolicy.DEFAULT, Blame.HEALTHY));
    assertEquals(1, code(sweep(true, 3, MEASURED), ExitPolicy.DEFAULT, Blame.ORIGIN));
    assertEquals(4, code(sweep(true, 3, MEASURED), ExitPolicy.DEFAULT, Blame.INCONCLUSIVE));
  }

  @Test
  void tooFewVantages() {
    var three = new ExitPolicy(FailOn.DEFAULT, 3);
    assertEquals(4, code(sweep(false, 2, MEASURED), three, Blame.HEALTHY));
    assertEquals(0, code(sweep(false, 3, MEASURED), three, Blame.HEALTHY));
    assertEquals(1, code(sweep(false, 2, MEASURED), three, Blame.ORIGIN));
  }

  @Test
  void theReasonNamesTheTarget() {
    var decision =
        ExitRules.decide(
            sweep(false, 3, MEASURED), judged(Blame.ORIGIN), new ExitPolicy(FailOn.REGION, 1));
    assertEquals(
        "https://fine.example.com: ORIGIN is at or above --fail-on region",
        Catalogue.english().exit(decision));
  }

  private static int code(Sweep sweep, ExitPolicy policy, Blame blame) {
    return ExitRules.decide(sweep, judged(blame), policy).code().code();
  }

  private static List<TargetVerdicts> judged(Blame blame) {
    return List.of(new TargetVerdicts(Fixture.FINE, List.of(Fixture.blaming(blame))));
  }

  private static Observation notRun(NotRunReason reason) {
    return new Observation(
        Fixture.key(Fixture.FINE, Fixture.LAN, Arm.BASE, "", 1, Optional.empty()),
        Fixture.PLAN,
        new Outcome.NotRun(reason, "said"),
        Steps.NONE);
  }

  private static Sweep sweep(boolean deadlineHit, int answered, Observation... seen) {
    Target target = Fixture.FINE;
    return new Sweep(
        Fixture.ID,
        Instant.EPOCH,
        Duration.ofSeconds(1),
        deadlineHit,
        List.of(),
        List.of(),
        new Coverage(3, answered, List.of()),
        List.of(new TargetResults(target, Map.of(), Stream.of(seen).toList())));
  }
}

package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.inference.SweepAnalysis;
import dev.parallax.attribution.nextround.FollowUpRules;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TcpStep.TcpInfo;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Every trial passes, and the kernel retransmitted segments of the connections. */
class RetransmissionsTest {
  private static final String FIRST_LOOK =
      """
      vantage  base  control  no_sni  reference
      eu-a     ok    ok       ok      ok
      eu-b     ok    ok       ok      ok
      ap-c     ok    ok       ok      ok
      us-d     ok    ok       ok      ok
      """;
  private static final String MORE_TRIALS = FIRST_LOOK.replace(" ok    ok ", " 20ok  ok ");

  @Test
  void ofOneVantageTowardsTheTarget_areWorthMoreTrials() {
    assertTrue(
        isRaised(retransmitting(FIRST_LOOK, seen -> isAt("eu-a", seen) && isOfTarget(seen))));
  }

  @Test
  void afterMoreTrials_areNotRepeated_andTheTargetIsNotHealthy() {
    var sweep = retransmitting(MORE_TRIALS, seen -> isAt("eu-a", seen) && isOfTarget(seen));

    assertFalse(isRaised(Grid.after(sweep, RoundReason.MIXED_RESULTS)));
    assertEquals(Blame.INCONCLUSIVE, verdict(sweep).blame(), sweep::toString);
  }

  @Test
  void towardsTheReferencesToo_areOfTheHost() {
    var sweep = retransmitting(MORE_TRIALS, seen -> isAt("eu-a", seen));

    assertFalse(isRaised(sweep));
    assertEquals(Blame.HEALTHY, verdict(sweep).blame());
  }

  @Test
  void ofAllVantages_areNoDifference() {
    assertFalse(isRaised(retransmitting(FIRST_LOOK, RetransmissionsTest::isOfTarget)));
  }

  private static Verdict verdict(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst();
  }

  private static boolean isRaised(Sweep sweep) {
    return FollowUpRules.raised(sweep, SweepAnalysis.of(sweep, sweep.targets().getFirst()))
        .containsKey(RoundReason.RETRANSMISSIONS);
  }

  private static boolean isAt(String vantage, Observation seen) {
    return seen.key().vantage().name().equals(vantage);
  }

  private static boolean isOfTarget(Observation seen) {
    return seen.key().arm() != Arm.REFERENCE;
  }

  /** One segment in every second of these connections. */
  private static Sweep retransmitting(String grid, Predicate<Observation> where) {
    var sweep = Grid.sweep(grid);
    return Grid.with(
        sweep,
        Grid.observations(sweep).stream()
            .map(seen -> counted(seen, where.test(seen) && seen.key().trial() % 2 == 1 ? 1 : 0))
            .toList());
  }

  private static Observation counted(Observation seen, int retransmits) {
    var steps = seen.steps();
    return seen.with(
        new Steps(
            steps.dns(),
            steps.tcp().map(tcp -> counted(tcp, retransmits)),
            steps.tls(),
            steps.http()));
  }

  private static TcpStep counted(TcpStep tcp, int retransmits) {
    var time = Duration.ofMillis(20);
    return new TcpStep(
        tcp.address(),
        tcp.port(),
        tcp.localPort(),
        tcp.took(),
        Optional.of(new TcpInfo(time, time, retransmits, 0, 500, 1448, 1500)));
  }
}

package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.HopLimit;
import dev.parallax.model.plan.HopLimit.LimitedPacket;
import dev.parallax.model.plan.WalkVariant;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Walks written as a line for each packet: the answers at hop limit 1, 2, 3 …; {@code x} expired,
 * {@code R} reset, {@code A} alert, {@code s} silence, {@code o} the target answered.
 */
final class TtlWalkFindingTest {
  private static final String SITE = Grid.TARGET.host();
  private static final String FIREWALLED =
      """
      vantage  base   control  no_sni
      eu-a1    reset  ok       ok
      eu-a2    reset  ok       ok
      eu-b     ok     ok       ok
      ap-c     ok     ok       ok
      """;

  @Test
  void resetFromHop2_targetAtHop6() {
    var verdict = verdict(FIREWALLED, "hello " + SITE + " xxRRRRR", "hello other xxxxxoo");

    assertEquals(Optional.of(new Verdict.Hops(1, 3, 6)), verdict.hops());
    var located = located(verdict);
    assertEquals("10.0.0.2", located.parameters().get("router"));
    assertEquals(List.of(new VantageId("eu-a1")), located.failing());
  }

  @Test
  void distanceFromTheSynWalk_whenNoHelloPasses() {
    var verdict = verdict(FIREWALLED, "hello " + SITE + " xxxRRR", "syn " + SITE + " xxxxoo");

    assertEquals(Optional.of(new Verdict.Hops(2, 4, 5)), verdict.hops());
  }

  @Test
  void anAlertToTheControlNameIsTheOriginsAnswer() {
    var verdict = verdict(FIREWALLED, "hello " + SITE + " xxxRRR", "hello other xxxxAA");

    assertEquals(Optional.of(new Verdict.Hops(2, 4, 5)), verdict.hops());
  }

  @Test
  void oneLostPacketMovesNothing() {
    var verdict = verdict(FIREWALLED, "hello " + SITE + " xsRRxR", "hello other xxxxoo");

    assertEquals(Optional.of(new Verdict.Hops(0, 3, 5)), verdict.hops());
  }

  @Test
  void nothingIsSaidWhenTheFaultDidNotShow() {
    assertEquals(Optional.empty(), verdict(FIREWALLED, "hello " + SITE + " xxxxoo").hops());
  }

  @Test
  void nothingIsSaidWhenTheFaultLiesBeyondTheTarget() {
    var verdict = verdict(FIREWALLED, "hello " + SITE + " xxxxxR", "hello other xxoooo");

    assertEquals(Optional.empty(), verdict.hops());
  }

  private static Evidence located(Verdict verdict) {
    return verdict.evidence().stream()
        .filter(one -> one.kind() == FindingKind.HOP_LOCATED)
        .findFirst()
        .orElseThrow();
  }

  private static Verdict verdict(String grid, String... walks) {
    var sweep = Grid.sweep(grid);
    var seen = new ArrayList<>(Grid.observations(sweep));
    for (var walk : walks) {
      seen.addAll(walked(walk.split(" ", -1)));
    }
    return Attribution.attribute(Grid.with(sweep, seen)).getFirst().verdicts().getFirst();
  }

  private static List<Observation> walked(String[] walk) {
    var packet = LimitedPacket.valueOf(walk[0].toUpperCase(Locale.ROOT));
    var answers = walk[2].toCharArray();
    var seen = new ArrayList<Observation>();
    for (int i = 0; i < answers.length; i++) {
      seen.add(
          step(new WalkVariant(new HopLimit(i + 1, packet), Optional.of(walk[1])), answers[i]));
    }
    return seen;
  }

  private static Observation step(WalkVariant variant, char answer) {
    var key =
        new TrialKey(
            new SweepId("s1"),
            1,
            Grid.TARGET.name(),
            new VantageId("eu-a1"),
            Arm.TTL_WALK,
            variant.word(),
            Optional.of(Grid.address(1)),
            1);
    return new Observation(key, "", outcome(variant, answer), steps(variant, answer));
  }

  private static Outcome outcome(WalkVariant variant, char answer) {
    var step = variant.limit().packet() == LimitedPacket.SYN ? Step.TCP : Step.TLS;
    return switch (answer) {
      case 'o' -> new Outcome.Ok();
      case 'R' -> failed(step, FailureWord.RESET_AFTER_HELLO);
      case 'A' -> failed(step, FailureWord.alert(112));
      case 's' -> failed(step, FailureWord.TIMEOUT_AFTER_HELLO);
      default -> failed(step, FailureWord.HOST_UNREACHABLE);
    };
  }

  private static Outcome failed(Step step, FailureWord word) {
    return new Outcome.Failed(new Failure(step, word, ""));
  }

  /** Router n is 10.0.0.n. */
  private static Steps steps(WalkVariant variant, char answer) {
    int hops = variant.limit().hops();
    var router = InetAddress.ofLiteral("10.0.0." + hops);
    var reply =
        new PathStep.Reply(hops, Optional.of(router), 11, 0, Optional.of(Duration.ofMillis(3)));
    return answer == 'x'
        ? Steps.NONE.with(new PathStep("tls_client_hello", List.of(reply)))
        : Steps.NONE;
  }
}

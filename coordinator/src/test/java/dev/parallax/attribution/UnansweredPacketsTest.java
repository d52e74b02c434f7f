package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Packets;
import dev.parallax.model.observation.Packets.CapturedSegment;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.HopLimit;
import dev.parallax.model.plan.HopLimit.LimitedPacket;
import dev.parallax.model.plan.WalkVariant;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The only agent of a network gets no answer: is it its host, or the network? */
class UnansweredPacketsTest {
  private static final String GRID =
      """
      vantage  base     control  no_sni   sibling_address  reference
      eu-a     timeout  timeout  timeout  ok               ok
      eu-b     ok       ok       ok       ok               ok
      ap-c     ok       ok       ok       ok               ok
      us-d     ok       ok       ok       ok               ok
      inside   ok       ok       ok       ok               ok
      """;

  @Test
  void nothingIsKnownOfThePackets_theHostStaysPossible() {
    var verdict = verdict(Grid.observations(Grid.sweep(GRID)));

    assertEquals(Blame.PATH, verdict.blame(), verdict::toString);
    assertTrue(verdict.probability() <= Thresholds.HOST_OR_NETWORK_SUREST, verdict::toString);
  }

  @Test
  void aRouterReportsThePacketAsExpired_itLeftTheHost() {
    var seen = new ArrayList<>(Grid.observations(Grid.sweep(GRID)));
    seen.add(walked(1, FailureWord.HOST_UNREACHABLE));
    seen.add(walked(2, FailureWord.CONNECT_TIMEOUT));
    seen.add(walked(3, FailureWord.CONNECT_TIMEOUT));

    assertSureOfThePath(verdict(seen));
  }

  @Test
  void theCaptureHasThePacket_itLeftTheHost() {
    assertSureOfThePath(verdict(captured(segment(false, "S"))));
  }

  @Test
  void theCaptureHasTheAnswerToo_theHostMayDropIt() {
    var verdict = verdict(captured(segment(false, "S"), segment(true, "SA")));

    assertTrue(verdict.probability() <= Thresholds.HOST_OR_NETWORK_SUREST, verdict::toString);
  }

  private static void assertSureOfThePath(Verdict verdict) {
    assertEquals(Blame.PATH, verdict.blame(), verdict::toString);
    assertTrue(verdict.probability() >= 0.9, verdict::toString);
  }

  private static List<Observation> captured(CapturedSegment... segments) {
    var packets = new Packets(List.of(segments));
    return Grid.observations(Grid.sweep(GRID)).stream()
        .map(
            one ->
                one.ok() || one.key().arm() != Arm.BASE
                    ? one
                    : new Observation(
                        one.key(), one.planHash(), one.outcome(), one.steps().with(packets)))
        .toList();
  }

  private static CapturedSegment segment(boolean received, String flags) {
    return new CapturedSegment(received, flags, 64, 1, 0, 0, 64_240, 0, Duration.ZERO);
  }

  private static Observation walked(int hops, FailureWord word) {
    var variant = new WalkVariant(new HopLimit(hops, LimitedPacket.SYN), Grid.TARGET.serverName());
    var key =
        new TrialKey(
            new SweepId("s1"),
            1,
            Grid.TARGET.name(),
            new VantageId("eu-a"),
            Arm.TTL_WALK,
            variant.word(),
            Optional.of(Grid.address(1)),
            1);
    return new Observation(
        key, "", new Outcome.Failed(new Failure(Step.TCP, word, "")), Steps.NONE);
  }

  private static Verdict verdict(List<Observation> seen) {
    return Attribution.attribute(Grid.with(Grid.sweep(GRID), seen))
        .getFirst()
        .verdicts()
        .getFirst();
  }
}

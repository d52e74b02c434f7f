package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.hypothesis.HypothesisGenerator;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps of a {@code tcp://} target, which have base trials of DNS, TCP and a script alone. */
final class TcpTargetTest {
  private static final Target TARGET = Target.parse("tcp://cache.example:6379");

  @Test
  void passingEverywhere_isHealthy() {
    var verdict = verdict(Map.of());
    assertEquals(Blame.HEALTHY, verdict.blame(), verdict::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "unexpected_reply, HTTP_ERROR",
    "reply_timeout, SERVICE_ABORTS_OR_STALLS",
    "reply_reset, SERVICE_ABORTS_OR_STALLS",
    "reply_eof, SERVICE_ABORTS_OR_STALLS",
    "connection_refused, PORT_NOT_LISTENING",
    "connect_timeout, HOST_DOWN"
  })
  void failingEverywhere_andInside_isTheOrigin(String word, Cause cause) {
    var verdict =
        verdict(
            Map.of(
                "us-a", word, "us-b", word, "eu-c", word, "ap-d", word, "ap-e", word, "inside",
                word));
    assertEquals(Blame.ORIGIN, verdict.blame(), verdict::toString);
    assertEquals(Optional.of(cause), verdict.hypothesis(), verdict::toString);
    assertNoCauseOfTls(verdict);
  }

  /** Without controls a sweep does not tell a filter of the path from a refusal by the edge. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "unexpected_reply",
        "reply_timeout",
        "reply_reset",
        "connection_refused",
        "connect_timeout"
      })
  void failingInOneNetwork_isNeverTheOriginItself(String word) {
    var verdict = verdict(Map.of("ap-d1", word, "ap-d2", word, "ap-d3", word));
    assertTrue(
        verdict.hypothesis().filter(cause -> cause.family() == Cause.CauseFamily.SERVICE).isEmpty(),
        verdict::toString);
    assertNoCauseOfTls(verdict);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unexpected_reply", "reply_timeout", "reply_reset"})
  void failingAtOneVantage_isNotTheOrigin(String word) {
    var verdict = verdict(Map.of("us-a", word));
    assertTrue(
        verdict.hypothesis().filter(cause -> cause.family() == Cause.CauseFamily.SERVICE).isEmpty(),
        verdict::toString);
    assertNoCauseOfTls(verdict);
  }

  private static void assertNoCauseOfTls(Verdict verdict) {
    assertTrue(
        verdict.credibleSet().stream()
            .map(Candidate::hypothesis)
            .noneMatch(HypothesisGenerator.OF_TLS::contains),
        verdict::toString);
  }

  /**
   * @param failing failure words by vantage; the other vantages pass
   */
  private static Verdict verdict(Map<String, String> failing) {
    var names =
        Stream.concat(
                Stream.of("us-a", "us-b", "eu-c", "ap-d", "ap-e", "inside"),
                failing.keySet().stream())
            .distinct()
            .toList();
    var grid = new StringBuilder("vantage base reference\n");
    names.forEach(name -> grid.append(name).append(" ok ok\n"));
    var like = Grid.sweep(grid.toString());
    var results = like.targets().getFirst();
    var observations =
        results.observations().stream()
            .map(seen -> of(seen, Optional.ofNullable(failing.get(seen.key().vantage().name()))))
            .toList();
    return Attribution.attribute(
            with(like, new TargetResults(TARGET, results.inside(), observations)))
        .getFirst()
        .verdicts()
        .getFirst();
  }

  private static Sweep with(Sweep like, TargetResults results) {
    return new Sweep(
        like.id(),
        like.startedAt(),
        like.took(),
        like.deadlineHit(),
        like.vantages(),
        like.rounds(),
        like.coverage(),
        List.of(results));
  }

  private static Observation of(Observation seen, Optional<String> word) {
    if (seen.key().arm() == Arm.REFERENCE) {
      return seen;
    }
    VantageId vantage = seen.key().vantage();
    var key =
        new TrialKey(
            seen.key().sweep(),
            1,
            TARGET.name(),
            vantage,
            Arm.BASE,
            "",
            seen.key().address(),
            seen.key().trial());
    var tcp =
        new TcpStep(
            seen.key().address().orElseThrow(),
            TARGET.port(),
            4000,
            Duration.ofMillis(40),
            Optional.empty());
    var steps = new Steps(seen.steps().dns(), Optional.of(tcp), Optional.empty(), Optional.empty());
    return new Observation(
        key,
        "",
        word.<Outcome>map(
                failed ->
                    new Outcome.Failed(new Failure(Step.TCP, new FailureWord(failed), "detail")))
            .orElseGet(Outcome.Ok::new),
        steps);
  }
}

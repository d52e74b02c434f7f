package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.ReceivedData;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.words.Catalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Base passes everywhere, and the data of big answers stops at a part of the vantages. */
final class AnswerCutFindingTest {
  private static final String NEUTRAL = "https://neutral.example";
  private static final VantageId CUT_AT = new VantageId("eu-a1");
  private static final Sweep ALL_PASS =
      Grid.sweep(
          """
          vantage  base   reference
          eu-a1    ok     ok
          eu-b1    ok     ok
          ap-c1    ok     ok
          ap-d1    ok     ok
          """);

  @Test
  void cutAtOneVantage_isAFindingWithAmountsAndControl() {
    var verdict = verdict(answers(ALL_PASS.vantages(), AnswerCutFindingTest::atOneVantage));
    var finding = finding(verdict).orElseThrow();

    assertEquals(Blame.HEALTHY, verdict.blame());
    assertEquals(List.of(CUT_AT), finding.failing());
    assertEquals(3, finding.controls().size());
    assertEquals(
        Map.of(
            "least", "16500",
            "most", "16501",
            "amounts", "same",
            "segments", "13",
            "failed", "2",
            "trials", "2",
            "controlFailed", "0",
            "controlTrials", "2"),
        finding.parameters());
    assertEquals(
        "The handshake works, and the data stops after 16500 to 16501 bytes, equal within one"
            + " segment (13 segments, median) in 2 of 2 big answers at eu-a1, and at ap-c1, ap-d1,"
            + " eu-b1 the answers arrive whole: a device between eu-a1 and the server, or a limit"
            + " of the server for these clients, ends the connections. Of the neutral server 0 of"
            + " 2 stop.",
        Catalogue.english().evidence(finding));
  }

  /** Failed before: HEALTHY, p over 0.9, exit code 0. */
  @Test
  void cutAtEveryVantage_isNoHealth_andIsTheServersOrAllPaths() {
    var verdict = verdict(answers(ALL_PASS.vantages(), vantage -> Optional.of(16_499L)));
    var text = Catalogue.english().evidence(finding(verdict).orElseThrow());

    assertEquals(Blame.INCONCLUSIVE, verdict.blame(), verdict::toString);
    assertEquals(
        "INCONCLUSIVE — the target answers, and the data stops within its big answers",
        Catalogue.english().headline(verdict));
    assertTrue(text.contains("16501 bytes, equal within one segment"), text);
    assertTrue(text.contains("all vantages that requested them: the server, or a device"), text);
    assertTrue(
        Catalogue.english()
            .remedies(ALL_PASS.targets().getFirst().target(), verdict)
            .getFirst()
            .startsWith("Request a page of more than 128 KiB"));
  }

  @Test
  void differentAmounts_areNotNamedEqual() {
    var verdict =
        verdict(
            answers(
                ALL_PASS.vantages(),
                vantage -> Optional.of(vantage.equals(CUT_AT) ? 16_499L : 90_000L)));
    var finding = finding(verdict).orElseThrow();

    assertEquals("different", finding.parameters().get("amounts"));
    assertTrue(
        Catalogue.english().evidence(finding).contains("after 16500 to 90002 bytes (13 segments"));
  }

  @Test
  void onlyOneVantageWithTheArm_doesNotDistinguishPathAndServer() {
    var verdict =
        verdict(answers(ALL_PASS.vantages().subList(0, 1), AnswerCutFindingTest::atOneVantage));
    var text = Catalogue.english().evidence(finding(verdict).orElseThrow());

    assertEquals(Blame.INCONCLUSIVE, verdict.blame(), verdict::toString);
    assertTrue(text.contains("path and server are not distinguished"), text);
  }

  @Test
  void withoutACut_isNoFinding() {
    assertTrue(finding(verdict(ALL_PASS)).isEmpty());
    var whole = verdict(answers(ALL_PASS.vantages(), vantage -> Optional.empty()));
    assertTrue(finding(whole).isEmpty());
    assertEquals(Blame.HEALTHY, whole.blame());
  }

  /** Received bytes where an answer is cut. */
  private static Optional<Long> atOneVantage(VantageId vantage) {
    return vantage.equals(CUT_AT) ? Optional.of(16_499L) : Optional.empty();
  }

  private static Verdict verdict(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst();
  }

  private static Optional<Evidence> finding(Verdict verdict) {
    return verdict.evidence().stream()
        .filter(one -> one.kind() == FindingKind.ANSWER_CUT)
        .findFirst();
  }

  private static Sweep answers(
      List<Vantage> vantages, Function<VantageId, Optional<Long>> cutAfter) {
    var target = ALL_PASS.targets().getFirst();
    var all = new ArrayList<>(target.observations());
    for (var vantage : vantages) {
      for (int trial = 1; trial <= 2; trial++) {
        all.add(answer(vantage.id(), "", trial, cutAfter.apply(vantage.id())));
        all.add(answer(vantage.id(), NEUTRAL, trial, Optional.empty()));
      }
    }
    return Grid.with(ALL_PASS, all);
  }

  private static Observation answer(
      VantageId vantage, String variant, int trial, Optional<Long> cutAfter) {
    var like = ALL_PASS.targets().getFirst().observations().getFirst().key();
    var key =
        new TrialKey(
            like.sweep(),
            2,
            like.target(),
            vantage,
            Arm.BIG_ANSWER,
            variant,
            like.address(),
            trial);
    var http =
        new HttpStep(
                "HTTP/1.1", 200, Map.of(), List.of(), "", Optional.empty(), Duration.ofMillis(90))
            .with(
                cutAfter
                    .map(bytes -> new ReceivedData(bytes + trial, 13))
                    .orElse(new ReceivedData(131_500, 95)));
    var outcome =
        cutAfter.isPresent()
            ? new Outcome.Failed(new Failure(Step.HTTP, FailureWord.HTTP_CUT, ""))
            : new Outcome.Ok();
    return new Observation(
        key,
        "",
        outcome,
        new Steps(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(http)));
  }
}

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
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Base passes everywhere, and the data of big answers stops at one vantage. */
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
  void cutAtOneVantage_isAFindingWithOffsetsAndControl() {
    var finding = finding(answers()).orElseThrow();

    assertEquals(List.of(CUT_AT), finding.failing());
    assertEquals(3, finding.controls().size());
    assertEquals(
        Map.of(
            "least", "16500",
            "most", "16501",
            "segments", "13",
            "failed", "2",
            "trials", "2",
            "controlFailed", "0",
            "controlTrials", "2"),
        finding.parameters());
  }

  @Test
  void withoutACut_isNoFinding() {
    assertTrue(finding(ALL_PASS).isEmpty());
  }

  private static Optional<Evidence> finding(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().stream()
        .flatMap(verdict -> verdict.evidence().stream())
        .filter(one -> one.kind() == FindingKind.ANSWER_CUT)
        .findFirst();
  }

  private static Sweep answers() {
    var target = ALL_PASS.targets().getFirst();
    var all = new ArrayList<>(target.observations());
    for (var vantage : ALL_PASS.vantages()) {
      for (int trial = 1; trial <= 2; trial++) {
        boolean cut = vantage.id().equals(CUT_AT);
        all.add(answer(vantage.id(), "", trial, cut));
        all.add(answer(vantage.id(), NEUTRAL, trial, false));
      }
    }
    return new Sweep(
        ALL_PASS.id(),
        ALL_PASS.startedAt(),
        ALL_PASS.took(),
        ALL_PASS.deadlineHit(),
        ALL_PASS.vantages(),
        ALL_PASS.rounds(),
        ALL_PASS.coverage(),
        List.of(target.with(all)),
        ALL_PASS.sightings());
  }

  private static Observation answer(VantageId vantage, String variant, int trial, boolean cut) {
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
            .with(cut ? new ReceivedData(16_499 + trial, 13) : new ReceivedData(131_500, 95));
    var outcome =
        cut
            ? new Outcome.Failed(new Failure(Step.HTTP, FailureWord.HTTP_CUT, ""))
            : new Outcome.Ok();
    return new Observation(
        key,
        "",
        outcome,
        new Steps(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(http)));
  }
}

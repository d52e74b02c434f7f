package dev.parallax.attribution.verdict;

import dev.parallax.attribution.explain.target.NoControlsFinding;
import dev.parallax.attribution.health.ControlsFailingAlike;
import dev.parallax.attribution.health.UsableControls;
import dev.parallax.attribution.inference.SweepAnalysis;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a verdict is worth without controls. Where no reference site passes at any vantage, nothing
 * shows that the vantages themselves are well: a strong finding is suggestive. Proof needs no
 * control. Where the target and all sites fail alike, the fault may be the fleet's own.
 */
public final class ControlRules {
  /** The share that a fault of the fleet's own way out leaves to the target. */
  private static final double ALIKE = 0.5;

  private ControlRules() {}

  /** The verdict with the sites that are no controls among its evidence, and a grade to match. */
  public static Verdict apply(SweepAnalysis analysis, Verdict verdict) {
    var finding = NoControlsFinding.of(analysis.controls(), analysis.scene());
    var alike = analysis.alike().filter(controlsFailingAlike -> verdict.blame() != Blame.HEALTHY);
    var evidence =
        Stream.of(
                verdict.evidence().stream(),
                alike.stream().map(failing -> evidence(failing, analysis)),
                finding.stream())
            .flatMap(Function.identity())
            .toList();
    var graded = verdict.with(grade(analysis, verdict), evidence);
    return alike.isPresent() ? open(graded) : graded;
  }

  private static Evidence evidence(ControlsFailingAlike alike, SweepAnalysis analysis) {
    return new Evidence(
        FindingKind.CONTROLS_FAIL_ALIKE,
        Map.of(
            "word", alike.word().word(),
            "failed", Integer.toString(alike.failed()),
            "trials", Integer.toString(alike.trials())),
        analysis.scene().vantages().stream().map(VantageTrials::id).toList(),
        List.of(),
        0);
  }

  /** The target's causes stay in the set; the fleet's own fault is as probable. */
  private static Verdict open(Verdict verdict) {
    return new Verdict(
        Blame.INCONCLUSIVE,
        Optional.empty(),
        Optional.empty(),
        verdict.failure(),
        verdict.failureStep(),
        verdict.scope(),
        Optional.empty(),
        verdict.probability() * ALIKE,
        verdict.calibrated(),
        Grade.SUGGESTIVE,
        verdict.explains(),
        verdict.evidence(),
        verdict.credibleSet().stream().map(ControlRules::halved).toList(),
        verdict.notRun(),
        verdict.nextProbes());
  }

  private static Candidate halved(Candidate candidate) {
    return new Candidate(
        candidate.hypothesis(), candidate.scope(), candidate.probability() * ALIKE);
  }

  private static Grade grade(SweepAnalysis analysis, Verdict verdict) {
    return verdict.grade() == Grade.STRONG
            && verdict.blame() != Blame.HEALTHY
            && !UsableControls.any(analysis.scene().vantages())
        ? Grade.SUGGESTIVE
        : verdict.grade();
  }
}

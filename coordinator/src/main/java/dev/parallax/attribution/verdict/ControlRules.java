package dev.parallax.attribution.verdict;

import dev.parallax.attribution.explain.NoControlsFinding;
import dev.parallax.attribution.health.UsableControls;
import dev.parallax.attribution.inference.SweepAnalysis;
import dev.parallax.model.Blame;
import dev.parallax.model.Grade;
import dev.parallax.model.Verdict;
import java.util.stream.Stream;

/**
 * What a verdict is worth without controls. Where no reference site passes at any vantage, nothing
 * shows that the vantages themselves are well: a strong finding is suggestive. Proof needs no
 * control.
 */
public final class ControlRules {
  private ControlRules() {}

  /** The verdict with the sites that are no controls among its evidence, and a grade to match. */
  public static Verdict apply(SweepAnalysis analysis, Verdict verdict) {
    var finding = NoControlsFinding.of(analysis.controls(), analysis.scene());
    var evidence = Stream.concat(verdict.evidence().stream(), finding.stream()).toList();
    return verdict.with(grade(analysis, verdict), evidence);
  }

  private static Grade grade(SweepAnalysis analysis, Verdict verdict) {
    return verdict.grade() == Grade.STRONG
            && verdict.blame() != Blame.HEALTHY
            && !UsableControls.any(analysis.scene().vantages())
        ? Grade.SUGGESTIVE
        : verdict.grade();
  }
}

package dev.parallax.attribution.explain.target;

import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.symptom.NotRunTrials;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Map;

/** The base trials that did not run, which are not part of the evidence. */
public final class NotMeasuredFindings {
  private static final int REASONS = 3;

  private NotMeasuredFindings() {}

  /** The most frequent reasons, at most three. */
  public static List<Evidence> of(TargetTrials trials) {
    return trials.notRun().stream().limit(REASONS).map(NotMeasuredFindings::evidence).toList();
  }

  private static Evidence evidence(NotRunTrials trials) {
    return new Evidence(
        FindingKind.NOT_MEASURED,
        Map.of(
            "reason", trials.reason().word(),
            "said", trials.detail(),
            "notRun", Figures.count(trials.notRun()),
            "trials", Figures.count(trials.trials())),
        trials.vantages(),
        List.of(),
        0);
  }
}

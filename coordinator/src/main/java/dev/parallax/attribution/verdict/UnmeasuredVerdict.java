package dev.parallax.attribution.verdict;

import dev.parallax.attribution.explain.target.NotMeasuredFindings;
import dev.parallax.attribution.inference.HypothesisPosterior;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** The verdict without any completed base trial: every cause keeps its prior. */
public final class UnmeasuredVerdict {
  private UnmeasuredVerdict() {}

  public static Verdict of(TargetTrials trials) {
    return new Verdict(
        Blame.INCONCLUSIVE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        HypothesisPosterior.NOTHING.scope(),
        Optional.empty(),
        0,
        true,
        Grade.SUGGESTIVE,
        List.of(),
        NotMeasuredFindings.of(trials),
        List.of(),
        List.of(),
        List.of());
  }
}

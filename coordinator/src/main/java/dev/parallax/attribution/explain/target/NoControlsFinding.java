package dev.parallax.attribution.explain.target;

import dev.parallax.attribution.explain.figure.FailureWords;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.health.UsableControls;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The reference sites that are no controls, and so support no verdict. */
public final class NoControlsFinding {
  private NoControlsFinding() {}

  public static Optional<Evidence> of(UsableControls controls, TargetTrials trials) {
    return controls.unusable().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Evidence(
                FindingKind.NO_CONTROLS,
                Map.of(
                    "sites", String.join(" ", new TreeSet<>(controls.unusable().keySet())),
                    "word", FailureWords.counted(controls.failed().stream()),
                    "failed", Figures.count(controls.failed().size()),
                    "trials", Figures.count(controls.trials())),
                trials.vantages().stream().map(VantageTrials::id).toList(),
                List.of(),
                0));
  }
}

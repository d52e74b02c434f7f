package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.explain.figure.FailureWords;
import dev.parallax.attribution.hypothesis.AffectedVantages;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.inference.WeightOfEvidence;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.failure.StepFailure;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A hypothesis with the vantages that show it and those that do not.
 *
 * @param weights against the runner-up
 * @param failing vantages with its symptom
 * @param passing vantages that are usable as controls and mostly pass the step of the symptom
 * @param word the most frequent failure word of affected trials; empty without a failure
 */
record Contrast(
    Hypothesis hypothesis,
    WeightOfEvidence weights,
    List<ComparedVantage> failing,
    List<ComparedVantage> passing,
    String word) {
  static Contrast of(Comparison table, Hypothesis hypothesis, WeightOfEvidence weights) {
    var failing = AffectedVantages.by(hypothesis);
    var passing =
        table.rows().stream()
            .filter(ComparedVantage::trusted)
            .filter(row -> !failing.contains(row) && AffectedVantages.clears(row, hypothesis))
            .toList();
    var word = FailureWords.dominant(failing, hypothesis).map(StepFailure::text).orElse("");
    return new Contrast(hypothesis, weights, failing, passing, word);
  }

  Symptom symptom() {
    return hypothesis.symptom();
  }

  boolean shows(ClassifiedTrial trial) {
    return hypothesis.shows(trial.symptom());
  }

  /** It failed so: causes that slow a path down, or lose packets, show in trials that pass, too. */
  boolean fails(ClassifiedTrial trial) {
    return shows(trial) && !trial.ok();
  }

  /**
   * The agent recorded the failure: an arm that accepts any certificate passes with an invalid
   * certificate.
   */
  boolean recordsFailure(ClassifiedTrial trial) {
    return fails(trial) && trial.failure().isPresent();
  }

  static Stream<ClassifiedTrial> trials(List<ComparedVantage> rows, Arm arm) {
    return rows.stream()
        .flatMap(row -> row.vantage().trials().stream())
        .filter(trial -> trial.arm() == arm);
  }

  static int count(List<ComparedVantage> rows, Arm arm, Predicate<ClassifiedTrial> which) {
    return rows.stream().mapToInt(row -> row.vantage().count(arm, which)).sum();
  }

  static int count(List<ComparedVantage> rows, Arm arm) {
    return count(rows, arm, trial -> true);
  }

  static Evidence evidence(
      FindingKind kind,
      Map<String, String> parameters,
      List<ComparedVantage> failing,
      List<ComparedVantage> controls,
      double weight) {
    return new Evidence(
        kind, parameters, ComparedVantages.ids(failing), ComparedVantages.ids(controls), weight);
  }
}

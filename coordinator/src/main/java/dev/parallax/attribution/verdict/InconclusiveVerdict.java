package dev.parallax.attribution.verdict;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.explain.figure.FailureWords;
import dev.parallax.attribution.explain.target.RetransmissionFinding;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.inference.Calibration;
import dev.parallax.attribution.inference.HypothesisPosterior;
import dev.parallax.attribution.nextround.ProbeSuggestions;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.failure.StepFailure;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verdict without a blame, with the missing evidence. */
final class InconclusiveVerdict {
  private final VerdictInputs inputs;
  private final List<NextProbe> missing;
  private final List<ComparedVantage> unexplained;

  private InconclusiveVerdict(VerdictInputs inputs, List<NextProbe> missing) {
    this.inputs = inputs;
    this.missing = missing;
    var explained = inputs.affectedBySecond();
    this.unexplained =
        inputs.table().rows().stream()
            .filter(row -> row.failsForClients() && !explained.contains(row))
            .toList();
  }

  /**
   * @param missing the evidence that a verdict needs, the most important first; empty where none is
   *     known
   */
  static Verdict of(VerdictInputs inputs, List<NextProbe> missing) {
    return new InconclusiveVerdict(inputs, missing).verdict();
  }

  private Verdict verdict() {
    var suspect = suspect();
    var failure = failure();
    var suggestions = new ProbeSuggestions(inputs.table(), inputs.beliefs().beliefs());
    return new Verdict(
        Blame.INCONCLUSIVE,
        Optional.empty(),
        Optional.empty(),
        failure.map(StepFailure::word),
        failure.map(StepFailure::step),
        suspect
            .map(hypothesis -> hypothesis.reach().scope())
            .orElse(HypothesisPosterior.NOTHING.scope()),
        Optional.empty(),
        Calibration.of(Blame.INCONCLUSIVE, inputs.leading().mass()),
        true,
        Grade.SUGGESTIVE,
        ComparedVantages.ids(unexplained),
        inputs.withContext(evidence(suspect)),
        inputs.beliefs().candidates(),
        suggestions.notRun(),
        probes(suggestions));
  }

  /** The most probable cause; empty when it is the unknown cause. */
  private Optional<Hypothesis> suspect() {
    return inputs.beliefs().beliefs().stream()
        .filter(belief -> belief.hypothesis() != null)
        .findFirst()
        .map(HypothesisPosterior::hypothesis)
        .filter(hypothesis -> !hypothesis.unknown());
  }

  private List<Evidence> evidence(Optional<Hypothesis> suspect) {
    var unwell = new ArrayList<>(FailingHalf.evidence(unexplained));
    unwell.addAll(RetransmissionFinding.of(inputs.table().rows()));
    if (inputs.leading().hypothesis() == null && !unwell.isEmpty()) {
      return unwell;
    }
    return suspect
        .filter(hypothesis -> !unexplained.isEmpty())
        .map(hypothesis -> inputs.evidence(hypothesis, inputs.leadingBlame()))
        .orElse(List.of());
  }

  private List<NextProbe> probes(ProbeSuggestions suggestions) {
    var probes = new ArrayList<>(missing);
    suggestions.all().stream()
        .filter(probe -> missing.stream().noneMatch(need -> isSameNeed(need, probe)))
        .forEach(probes::add);
    return probes;
  }

  private static boolean isSameNeed(NextProbe need, NextProbe probe) {
    return need.why() == probe.why() && need.vantages().isEmpty() && probe.vantages().isEmpty();
  }

  /** The most frequent failure of the earliest symptom. */
  private Optional<StepFailure> failure() {
    return unexplained.stream()
        .flatMap(ComparedVantage::named)
        .map(ClassifiedTrial::symptom)
        .filter(symptom -> !symptom.passes())
        .distinct()
        .sorted()
        .flatMap(symptom -> FailureWords.dominant(unexplained, symptom::equals).stream())
        .findFirst();
  }
}

package dev.parallax.attribution.nextround;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.inference.ExplanationPosterior;
import dev.parallax.attribution.inference.HypothesisPosterior;
import dev.parallax.attribution.inference.Posterior;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An open explanation: its names in a report, and its hypotheses.
 *
 * @param names empty: nothing is wrong
 * @param hypotheses without the unknown cause, which predicts nothing
 * @param mass among the open known explanations, 0 to 1
 */
public record OpenExplanation(Set<Hypothesis.Key> names, List<Hypothesis> hypotheses, double mass) {
  /** Less probable explanations, or more of them, change no choice. */
  private static final double LEAST = 1e-3;

  private static final int MOST = 32;

  public static List<OpenExplanation> of(Posterior posterior) {
    return shared(
        posterior.explanations().stream()
            .filter(explanationPosterior -> !isUnknown(explanationPosterior.hypotheses()))
            .map(explanation -> of(explanation.hypotheses(), explanation.mass())));
  }

  public static List<OpenExplanation> of(List<HypothesisPosterior> beliefs) {
    return shared(
        beliefs.stream()
            .filter(
                posterior -> posterior.hypothesis() == null || !posterior.hypothesis().unknown())
            .map(
                hypothesisPosterior ->
                    of(hypotheses(hypothesisPosterior), hypothesisPosterior.mass())));
  }

  private static List<Hypothesis> hypotheses(HypothesisPosterior belief) {
    return belief.hypothesis() == null ? List.of() : List.of(belief.hypothesis());
  }

  /** The posterior mass of the unknown cause. */
  public static double unknown(Posterior posterior) {
    return posterior.explanations().stream()
        .filter(explanationPosterior -> isUnknown(explanationPosterior.hypotheses()))
        .mapToDouble(ExplanationPosterior::mass)
        .sum();
  }

  public static double unknown(List<HypothesisPosterior> beliefs) {
    return beliefs.stream()
        .filter(posterior -> posterior.hypothesis() != null && posterior.hypothesis().unknown())
        .mapToDouble(HypothesisPosterior::mass)
        .sum();
  }

  private static boolean isUnknown(List<Hypothesis> hypotheses) {
    return !hypotheses.isEmpty() && hypotheses.stream().allMatch(Hypothesis::unknown);
  }

  private static OpenExplanation of(List<Hypothesis> hypotheses, double mass) {
    var known = hypotheses.stream().filter(hypothesis -> !hypothesis.unknown()).toList();
    return new OpenExplanation(
        known.stream().map(Hypothesis::name).collect(Collectors.toUnmodifiableSet()), known, mass);
  }

  private static List<OpenExplanation> shared(Stream<OpenExplanation> all) {
    var open = all.filter(explanation -> explanation.mass() > LEAST).limit(MOST).toList();
    var total = open.stream().mapToDouble(OpenExplanation::mass).sum();
    return open.stream()
        .map(
            openExplanation ->
                new OpenExplanation(
                    openExplanation.names(),
                    openExplanation.hypotheses(),
                    openExplanation.mass() / total))
        .toList();
  }

  boolean touches(ComparedVantage row) {
    return hypotheses.stream().anyMatch(hypothesis -> hypothesis.touches(row));
  }
}

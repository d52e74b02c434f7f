package dev.parallax.attribution.inference;

import dev.parallax.attribution.catalogue.Priors;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.hypothesis.AffectedVantages;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.hypothesis.HypothesisGenerator;
import dev.parallax.attribution.stats.LogMath;
import dev.parallax.model.verdict.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The posterior distribution over explanations, given the comparison of one target.
 *
 * @param explanations the most probable first; their masses sum to 1
 */
public record Posterior(List<ExplanationPosterior> explanations) {
  /** Pairs are formed among this many hypotheses. */
  private static final int PAIRED = 20;

  /**
   * An explanation before normalisation.
   *
   * @param logWeight log prior plus log Bayes factor against "nothing is wrong"
   */
  private record Weighed(Explanation explanation, double logWeight) {
    static Weighed of(Comparison table, Explanation explanation) {
      return new Weighed(
          explanation,
          logPrior(explanation.hypotheses()) + LogBayesFactor.gain(table, explanation));
    }

    private static double logPrior(List<Hypothesis> hypotheses) {
      var own = hypotheses.stream().mapToDouble(Hypothesis::logPrior).sum();
      return switch (hypotheses.size()) {
        case 0 -> StrictMath.log(Priors.rate(Cause.HEALTHY));
        case 1 -> own;
        default -> own + Priors.LOG_SECOND_CAUSE;
      };
    }
  }

  static Posterior of(Comparison table) {
    var singles = HypothesisGenerator.over(table);
    return normalised(
        explanations(table, singles).stream()
            .map(explanation -> Weighed.of(table, explanation))
            .toList());
  }

  private static List<Explanation> explanations(Comparison table, List<Hypothesis> singles) {
    var unknown = Hypothesis.unknownIn(table);
    var explanations = new ArrayList<Explanation>();
    explanations.add(Explanation.NOTHING_WRONG);
    explanations.add(Explanation.of(unknown));
    singles.forEach(hypothesis -> explanations.add(Explanation.of(hypothesis)));
    var paired = paired(table, singles);
    for (int i = 0; i < paired.size(); i++) {
      explanations.add(Explanation.of(paired.get(i), unknown));
      for (int j = i + 1; j < paired.size(); j++) {
        if (!leavesNoAddress(table, paired.get(i), paired.get(j))) {
          explanations.add(Explanation.of(paired.get(i), paired.get(j)));
        }
      }
    }
    return explanations;
  }

  /** The hypotheses that explain most where they gain at all, without regard to the rest. */
  private static List<Hypothesis> paired(Comparison table, List<Hypothesis> singles) {
    record Ranked(Hypothesis hypothesis, double logWeight) {}
    return singles.stream()
        .map(
            hypothesis ->
                new Ranked(
                    hypothesis, hypothesis.logPrior() + LogBayesFactor.explains(table, hypothesis)))
        .filter(ranked -> ranked.logWeight() > 0)
        .sorted(Comparator.comparingDouble(Ranked::logWeight).reversed())
        .limit(PAIRED)
        .map(Ranked::hypothesis)
        .toList();
  }

  /** Two bad addresses are a fault of addresses only where a third address passes. */
  private static boolean leavesNoAddress(
      Comparison table, Hypothesis hypothesis, Hypothesis second) {
    return hypothesis.id() == Cause.ONE_ADDRESS_BAD
        && second.id() == Cause.ONE_ADDRESS_BAD
        && table.rows().stream()
            .filter(row -> !row.inside())
            .flatMap(row -> row.cells().stream())
            .noneMatch(
                cell ->
                    cell.passes()
                        && !hypothesis.reach().cells().contain(cell.key())
                        && !second.reach().cells().contain(cell.key()));
  }

  private static Posterior normalised(List<Weighed> weighed) {
    var total = LogMath.logSum(weighed.stream().mapToDouble(Weighed::logWeight).toArray());
    return new Posterior(
        weighed.stream()
            .map(
                candidate ->
                    new ExplanationPosterior(
                        candidate.explanation(), StrictMath.exp(candidate.logWeight() - total)))
            .sorted(Comparator.comparingDouble(ExplanationPosterior::mass).reversed())
            .toList());
  }

  /** The posterior given that the cause is in the catalogue; unchanged if their mass is zero. */
  public Posterior closed() {
    var known = where(posterior -> posterior.hypotheses().stream().noneMatch(Hypothesis::unknown));
    return mass(known) == 0 ? this : conditioned(known);
  }

  /**
   * The conditional posterior given a hypothesis of this name: the explanations that contain it,
   * without it.
   */
  public Posterior given(Hypothesis.Key key) {
    return new Posterior(
        conditioned(where(posterior -> posterior.explanation().has(key))).explanations().stream()
            .map(
                explanationPosterior ->
                    new ExplanationPosterior(
                        explanationPosterior.explanation().without(key),
                        explanationPosterior.mass()))
            .toList());
  }

  private List<ExplanationPosterior> where(Predicate<ExplanationPosterior> condition) {
    return explanations.stream().filter(condition).toList();
  }

  private static double mass(List<ExplanationPosterior> posteriors) {
    return posteriors.stream().mapToDouble(ExplanationPosterior::mass).sum();
  }

  private static Posterior conditioned(List<ExplanationPosterior> kept) {
    double total = mass(kept);
    return new Posterior(kept.stream().map(posterior -> posterior.of(total)).toList());
  }

  /**
   * The most probable explanation, where explanations of the same names, which differ in mechanism
   * only, are combined; the most probable represents them.
   */
  public ExplanationPosterior best() {
    var mass = new HashMap<Set<Hypothesis.Key>, Double>();
    var first = new LinkedHashMap<Set<Hypothesis.Key>, ExplanationPosterior>();
    for (var posterior : explanations) {
      var keys = posterior.explanation().keys();
      mass.merge(keys, posterior.mass(), Double::sum);
      first.putIfAbsent(keys, posterior);
    }
    return first.values().stream()
        .max(
            Comparator.comparingDouble(
                explanationPosterior ->
                    mass.getOrDefault(explanationPosterior.explanation().keys(), 0.0)))
        .orElseThrow();
  }

  /** The marginal posterior by name; a pair counts for its hypothesis with more vantages. */
  public Map<Hypothesis.Key, HypothesisPosterior> byCause() {
    var posteriors = new LinkedHashMap<Hypothesis.Key, HypothesisPosterior>();
    for (var posterior : explanations) {
      var hypothesis = main(posterior.hypotheses());
      var key = hypothesis == null ? HypothesisPosterior.NOTHING : hypothesis.name();
      posteriors.merge(
          key,
          new HypothesisPosterior(key, hypothesis, posterior.mass()),
          HypothesisPosterior::plus);
    }
    return posteriors;
  }

  private static @Nullable Hypothesis main(List<Hypothesis> hypotheses) {
    if (hypotheses.size() < 2) {
      return hypotheses.isEmpty() ? null : hypotheses.getFirst();
    }
    return hypotheses.stream()
        .max(
            Comparator.comparingLong(
                    (Hypothesis hypothesis) -> AffectedVantages.by(hypothesis).size())
                .thenComparing(hypothesis -> hypothesis.name().id(), Comparator.reverseOrder()))
        .orElse(null);
  }
}

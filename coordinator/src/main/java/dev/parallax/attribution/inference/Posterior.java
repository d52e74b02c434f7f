package dev.parallax.attribution.inference;

import dev.parallax.attribution.catalogue.Priors;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.hypothesis.AffectedVantages;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.hypothesis.HypothesisGenerator;
import dev.parallax.attribution.stats.Numbers;
import dev.parallax.model.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is believed once the table was seen: explanations of no, one or two causes, each with its
 * share of the belief.
 */
public record Posterior(List<Explanation> explanations) {

  /**
   * Hypotheses that hold together, with their share of the probability.
   *
   * @param hypotheses none: nothing is wrong
   * @param mass 0 to 1
   */
  public record Explanation(List<Hypothesis> hypotheses, double mass) {
    Set<Hypothesis.Key> names() {
      return hypotheses.stream().map(Hypothesis::name).collect(Collectors.toSet());
    }

    boolean has(Hypothesis.Key name) {
      return hypotheses.stream().anyMatch(hypothesis -> hypothesis.name().equals(name));
    }
  }

  /** The mass of a credible set. */
  public static final double CREDIBLE = 0.95;

  /** Over this many candidates pairs are not tried. */
  private static final int PAIRED = 20;

  static Posterior of(Comparison table) {
    var singles = HypothesisGenerator.over(table);
    var unknown = Hypothesis.unknownIn(table);
    var weighed = new ArrayList<Explanation>();
    weighed.add(weigh(table, List.of()));
    weighed.add(weigh(table, List.of(unknown)));
    singles.forEach(hypothesis -> weighed.add(weigh(table, List.of(hypothesis))));
    var candidates = candidates(table, singles);
    for (int i = 0; i < candidates.size(); i++) {
      weighed.add(weigh(table, List.of(candidates.get(i), unknown)));
      for (int j = i + 1; j < candidates.size(); j++) {
        if (!leavesNoAddress(table, candidates.get(i), candidates.get(j))) {
          weighed.add(weigh(table, ordered(candidates.get(i), candidates.get(j))));
        }
      }
    }
    return normalised(weighed);
  }

  /** Two addresses are bad of several only where a third is well. */
  private static boolean leavesNoAddress(Comparison table, Hypothesis one, Hypothesis two) {
    return one.id() == Cause.ONE_ADDRESS_BAD
        && two.id() == Cause.ONE_ADDRESS_BAD
        && table.rows().stream()
            .filter(row -> !row.inside())
            .flatMap(row -> row.cells().stream())
            .noneMatch(
                cell -> cell.passes() && !one.reach().covers(cell) && !two.reach().covers(cell));
  }

  /** The same without the unknown cause, where anything else is believed at all. */
  public Posterior closed() {
    var known =
        explanations.stream()
            .filter(one -> one.hypotheses().stream().noneMatch(Hypothesis::unknown))
            .toList();
    var total = known.stream().mapToDouble(Explanation::mass).sum();
    return total == 0
        ? this
        : new Posterior(
            known.stream()
                .map(one -> new Explanation(one.hypotheses(), one.mass() / total))
                .toList());
  }

  private static Explanation weigh(Comparison table, List<Hypothesis> hypotheses) {
    return new Explanation(
        hypotheses, logPrior(hypotheses) + LogBayesFactor.gain(table, hypotheses));
  }

  private static double logPrior(List<Hypothesis> hypotheses) {
    var own = hypotheses.stream().mapToDouble(Hypothesis::logPrior).sum();
    return switch (hypotheses.size()) {
      case 0 -> Math.log(Priors.rate(Cause.HEALTHY));
      case 1 -> own;
      default -> own + Priors.LOG_SECOND_CAUSE;
    };
  }

  private static List<Hypothesis> ordered(Hypothesis one, Hypothesis two) {
    return one.symptom().compareTo(two.symptom()) <= 0 ? List.of(one, two) : List.of(two, one);
  }

  /** The causes that explain something somewhere, whatever they get wrong elsewhere. */
  private static List<Hypothesis> candidates(Comparison table, List<Hypothesis> singles) {
    record Ranked(Hypothesis hypothesis, double explains) {}
    return singles.stream()
        .map(
            hypothesis ->
                new Ranked(
                    hypothesis, hypothesis.logPrior() + LogBayesFactor.explains(table, hypothesis)))
        .filter(ranked -> ranked.explains() > 0)
        .sorted(Comparator.comparingDouble(Ranked::explains).reversed())
        .limit(PAIRED)
        .map(Ranked::hypothesis)
        .toList();
  }

  private static Posterior normalised(List<Explanation> weighed) {
    var total = Numbers.logSum(weighed.stream().mapToDouble(Explanation::mass).toArray());
    return new Posterior(
        weighed.stream()
            .map(one -> new Explanation(one.hypotheses(), Math.exp(one.mass() - total)))
            .sorted(Comparator.comparingDouble(Explanation::mass).reversed())
            .toList());
  }

  /** The most believed set of names, causes that differ only in how they show counted as one. */
  public Explanation best() {
    var mass = new HashMap<Set<Hypothesis.Key>, Double>();
    var first = new LinkedHashMap<Set<Hypothesis.Key>, Explanation>();
    for (var one : explanations) {
      mass.merge(one.names(), one.mass(), Double::sum);
      first.putIfAbsent(one.names(), one);
    }
    return first.values().stream()
        .max(Comparator.comparingDouble(one -> mass.getOrDefault(one.names(), 0.0)))
        .orElseThrow();
  }

  /** Belief in explanations that include this cause, as if the rest were ruled out. */
  public Posterior given(Hypothesis.Key name) {
    var held = explanations.stream().filter(one -> one.has(name)).toList();
    var total = held.stream().mapToDouble(Explanation::mass).sum();
    return new Posterior(
        held.stream()
            .map(
                one ->
                    new Explanation(
                        one.hypotheses().stream()
                            .filter(hypothesis -> !hypothesis.name().equals(name))
                            .toList(),
                        one.mass() / total))
            .toList());
  }

  /** Belief by single cause: of two causes at once the one that explains more stands for both. */
  public Map<Hypothesis.Key, HypothesisPosterior> byCause() {
    var beliefs = new LinkedHashMap<Hypothesis.Key, HypothesisPosterior>();
    for (var one : explanations) {
      var hypothesis = main(one.hypotheses());
      var name = hypothesis == null ? HypothesisPosterior.NOTHING : hypothesis.name();
      beliefs.merge(
          name, new HypothesisPosterior(name, hypothesis, one.mass()), HypothesisPosterior::plus);
    }
    return beliefs;
  }

  private static @org.jspecify.annotations.Nullable Hypothesis main(List<Hypothesis> hypotheses) {
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

package dev.parallax.attribution;

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
record Posterior(List<Explanation> explanations) {

  /**
   * @param causes none: nothing is wrong
   * @param mass 0 to 1
   */
  record Explanation(List<Hypothesis> causes, double mass) {
    Set<Hypothesis.Key> names() {
      return causes.stream().map(Hypothesis::name).collect(Collectors.toSet());
    }

    boolean has(Hypothesis.Key name) {
      return causes.stream().anyMatch(cause -> cause.name().equals(name));
    }
  }

  /** Over this many candidates pairs are not tried. */
  private static final int PAIRED = 20;

  static Posterior of(Table table) {
    var singles = Causes.over(table);
    var unknown = Hypothesis.unknownIn(table);
    var weighed = new ArrayList<Explanation>();
    weighed.add(weigh(table, List.of()));
    weighed.add(weigh(table, List.of(unknown)));
    singles.forEach(cause -> weighed.add(weigh(table, List.of(cause))));
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
  private static boolean leavesNoAddress(Table table, Hypothesis one, Hypothesis two) {
    return one.id() == Cause.ONE_ADDRESS_BAD
        && two.id() == Cause.ONE_ADDRESS_BAD
        && table.rows().stream()
            .filter(row -> !row.inside())
            .flatMap(row -> row.cells().stream())
            .noneMatch(
                cell -> cell.passes() && !one.reach().covers(cell) && !two.reach().covers(cell));
  }

  /** The same without the unknown cause, where anything else is believed at all. */
  Posterior closed() {
    var known =
        explanations.stream()
            .filter(one -> one.causes().stream().noneMatch(Hypothesis::unknown))
            .toList();
    var total = known.stream().mapToDouble(Explanation::mass).sum();
    return total == 0
        ? this
        : new Posterior(
            known.stream().map(one -> new Explanation(one.causes(), one.mass() / total)).toList());
  }

  private static Explanation weigh(Table table, List<Hypothesis> causes) {
    return new Explanation(causes, logPrior(causes) + Likelihood.gain(table, causes));
  }

  private static double logPrior(List<Hypothesis> causes) {
    var own = causes.stream().mapToDouble(Hypothesis::logPrior).sum();
    return switch (causes.size()) {
      case 0 -> Math.log(Priors.rate(Cause.HEALTHY));
      case 1 -> own;
      default -> own + Priors.LOG_SECOND_CAUSE;
    };
  }

  private static List<Hypothesis> ordered(Hypothesis one, Hypothesis two) {
    return one.sight().compareTo(two.sight()) <= 0 ? List.of(one, two) : List.of(two, one);
  }

  /** The causes that explain something somewhere, whatever they get wrong elsewhere. */
  private static List<Hypothesis> candidates(Table table, List<Hypothesis> singles) {
    record Ranked(Hypothesis cause, double explains) {}
    return singles.stream()
        .map(cause -> new Ranked(cause, cause.logPrior() + Likelihood.explains(table, cause)))
        .filter(ranked -> ranked.explains() > 0)
        .sorted(Comparator.comparingDouble(Ranked::explains).reversed())
        .limit(PAIRED)
        .map(Ranked::cause)
        .toList();
  }

  private static Posterior normalised(List<Explanation> weighed) {
    var total = Numbers.logSum(weighed.stream().mapToDouble(Explanation::mass).toArray());
    return new Posterior(
        weighed.stream()
            .map(one -> new Explanation(one.causes(), Math.exp(one.mass() - total)))
            .sorted(Comparator.comparingDouble(Explanation::mass).reversed())
            .toList());
  }

  /** The most believed set of names, causes that differ only in how they show counted as one. */
  Explanation best() {
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
  Posterior given(Hypothesis.Key name) {
    var held = explanations.stream().filter(one -> one.has(name)).toList();
    var total = held.stream().mapToDouble(Explanation::mass).sum();
    return new Posterior(
        held.stream()
            .map(
                one ->
                    new Explanation(
                        one.causes().stream().filter(cause -> !cause.name().equals(name)).toList(),
                        one.mass() / total))
            .toList());
  }

  /** Belief by single cause: of two causes at once the one that explains more stands for both. */
  Map<Hypothesis.Key, Belief> byCause() {
    var beliefs = new LinkedHashMap<Hypothesis.Key, Belief>();
    for (var one : explanations) {
      var cause = main(one.causes());
      var name = cause == null ? Belief.NOTHING : cause.name();
      beliefs.merge(name, new Belief(name, cause, one.mass()), Belief::plus);
    }
    return beliefs;
  }

  private static @org.jspecify.annotations.Nullable Hypothesis main(List<Hypothesis> causes) {
    if (causes.size() < 2) {
      return causes.isEmpty() ? null : causes.getFirst();
    }
    return causes.stream()
        .max(
            Comparator.comparingLong((Hypothesis cause) -> Explained.by(cause).size())
                .thenComparing(cause -> cause.name().id(), Comparator.reverseOrder()))
        .orElse(null);
  }
}

package dev.parallax.attribution;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An explanation that is still open: what it would be reported as, and how it works.
 *
 * @param names none: nothing is wrong
 * @param causes none of them the unknown one, which predicts nothing
 * @param mass of all that is open and known, 0 to 1
 */
record Suspect(Set<Hypothesis.Key> names, List<Hypothesis> causes, double mass) {
  /** Less believed ones, or more of them, change no choice. */
  private static final double LEAST = 1e-3;

  private static final int MOST = 32;

  static List<Suspect> of(Posterior posterior) {
    return shared(
        posterior.explanations().stream()
            .filter(one -> !isUnknown(one.causes()))
            .map(one -> of(one.causes(), one.mass())));
  }

  static List<Suspect> of(List<Belief> beliefs) {
    return shared(
        beliefs.stream()
            .filter(one -> one.cause() == null || !one.cause().unknown())
            .map(one -> of(causes(one), one.mass())));
  }

  private static List<Hypothesis> causes(Belief belief) {
    return belief.cause() == null ? List.of() : List.of(belief.cause());
  }

  /** What is believed of the unknown cause alone. */
  static double unknown(Posterior posterior) {
    return posterior.explanations().stream()
        .filter(one -> isUnknown(one.causes()))
        .mapToDouble(Posterior.Explanation::mass)
        .sum();
  }

  static double unknown(List<Belief> beliefs) {
    return beliefs.stream()
        .filter(one -> one.cause() != null && one.cause().unknown())
        .mapToDouble(Belief::mass)
        .sum();
  }

  private static boolean isUnknown(List<Hypothesis> causes) {
    return !causes.isEmpty() && causes.stream().allMatch(Hypothesis::unknown);
  }

  private static Suspect of(List<Hypothesis> causes, double mass) {
    var known = causes.stream().filter(cause -> !cause.unknown()).toList();
    return new Suspect(
        known.stream().map(Hypothesis::name).collect(Collectors.toUnmodifiableSet()), known, mass);
  }

  private static List<Suspect> shared(Stream<Suspect> all) {
    var open = all.filter(one -> one.mass() > LEAST).limit(MOST).toList();
    var total = open.stream().mapToDouble(Suspect::mass).sum();
    return open.stream()
        .map(one -> new Suspect(one.names(), one.causes(), one.mass() / total))
        .toList();
  }

  boolean touches(Row row) {
    return causes.stream().anyMatch(cause -> cause.touches(row));
  }
}

package dev.parallax.evaluate;

import dev.parallax.attribution.Attribution;
import dev.parallax.model.Arm;
import java.util.List;
import java.util.Set;

/** The ways of attributing that are compared. */
final class Methods {
  private static final Set<Arm> PLAIN = Set.of(Arm.BASE, Arm.REFERENCE);

  private Methods() {}

  static List<Method> all() {
    return List.of(
        new Ours(),
        new Without(
            "ours_base_arms_only",
            new Ours(),
            true,
            (seen, results) -> PLAIN.contains(seen.key().arm())),
        new Without(
            "ours_without_inside",
            new Ours(),
            false,
            (seen, results) -> !results.inside().containsKey(seen.key().vantage())),
        new Without(
            "ours_without_references",
            new Ours(),
            true,
            (seen, results) -> seen.key().arm() != Arm.REFERENCE),
        new Ours(
            "ours_without_fit_check",
            (sweep, results) -> Attribution.attributeUnchecked(sweep, results).verdicts()),
        new MajorityQuorum(),
        new Consecutive(),
        new Hierarchical(true),
        new Hierarchical(false),
        new Tomography(),
        new Voting(),
        new SingleControl(),
        new ModalRule());
  }

  /** Those of these names, in the order of {@link #all}; all when none is named. */
  static List<Method> named(List<String> names) {
    var known = all().stream().map(Method::name).toList();
    for (var name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("--methods takes some of " + known + ", got: " + name);
      }
    }
    return all().stream()
        .filter(method -> names.isEmpty() || names.contains(method.name()))
        .toList();
  }

  static int ours(List<Method> methods) {
    for (int i = 0; i < methods.size(); i++) {
      if (methods.get(i) instanceof Ours) {
        return i;
      }
    }
    return -1;
  }
}

package dev.parallax.evaluate.method;

import dev.parallax.attribution.Attribution;
import dev.parallax.model.plan.Arm;
import java.util.List;
import java.util.Set;

/** The compared attribution methods. */
public final class Methods {
  private static final Set<Arm> PLAIN = Set.of(Arm.BASE, Arm.REFERENCE);

  private Methods() {}

  static List<AttributionMethod> all() {
    return List.of(
        new ParallaxMethod(),
        new AblatedMethod(
            "ours_base_arms_only",
            new ParallaxMethod(),
            true,
            (seen, results) -> PLAIN.contains(seen.key().arm())),
        new AblatedMethod(
            "ours_without_inside",
            new ParallaxMethod(),
            false,
            (seen, results) -> !results.inside().containsKey(seen.key().vantage())),
        new AblatedMethod(
            "ours_without_references",
            new ParallaxMethod(),
            true,
            (seen, results) -> seen.key().arm() != Arm.REFERENCE),
        new ParallaxMethod(
            "ours_without_fit_check",
            (sweep, results) -> Attribution.attributeUnchecked(sweep, results).verdicts()),
        new MajorityQuorum(),
        new ThreeInARow(),
        new BlameItThresholds(true),
        new BlameItThresholds(false),
        new Tomography(),
        new Voting(),
        new SingleControl(),
        new ModalRule());
  }

  /** The methods with these names, in the order of {@link #all}; all when no name is given. */
  public static List<AttributionMethod> named(List<String> names) {
    var known = all().stream().map(AttributionMethod::name).toList();
    for (var name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("--methods takes some of " + known + ", got: " + name);
      }
    }
    return all().stream()
        .filter(method -> names.isEmpty() || names.contains(method.name()))
        .toList();
  }

  public static int ours(List<AttributionMethod> methods) {
    for (int i = 0; i < methods.size(); i++) {
      if (methods.get(i) instanceof ParallaxMethod) {
        return i;
      }
    }
    return -1;
  }
}

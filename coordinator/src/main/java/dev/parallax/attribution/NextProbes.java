package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.Blame;
import dev.parallax.model.Hypothesis;
import dev.parallax.model.NextProbe;
import dev.parallax.model.NextProbe.Why;
import dev.parallax.model.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What would tell the remaining causes apart: arms that did not run and on which they differ, and
 * vantages the fleet lacks. Gain is the entropy of the answer when each cause answers for certain.
 */
final class NextProbes {
  private static final double WORTH = 0.01;
  private static final List<Arm> ARMS =
      List.of(
          Arm.CONTROL_SNI,
          Arm.NO_SNI,
          Arm.DELAYED_HELLO,
          Arm.PINNED_ADDRESS,
          Arm.REAL_SNI_AT_NEUTRAL);

  private final Table table;
  private final List<Belief> beliefs;

  NextProbes(Table table, List<Belief> beliefs) {
    this.table = table;
    this.beliefs = beliefs.stream().filter(one -> one.mass() > 1e-3).toList();
  }

  List<NextProbe> all() {
    var probes = new ArrayList<NextProbe>();
    ARMS.stream().filter(arm -> !table.ran().contains(arm)).forEach(arm -> separating(arm, probes));
    inside(probes);
    return probes.stream().sorted(Comparator.comparingDouble(NextProbe::gain).reversed()).toList();
  }

  /** Arms that did not run and could have told more. */
  List<Arm> notRun() {
    return ARMS.stream().filter(arm -> !table.ran().contains(arm)).filter(this::tells).toList();
  }

  private boolean tells(Arm arm) {
    return answers(arm).size() > 1;
  }

  private void separating(Arm arm, List<NextProbe> probes) {
    var gain = entropy(answers(arm));
    if (gain < WORTH) {
      return;
    }
    var left = beliefs.getFirst();
    var answer = answer(left, arm);
    var right = beliefs.stream().filter(one -> !answer(one, arm).equals(answer)).findFirst();
    var rows = Explained.of(left);
    right.ifPresent(
        other ->
            probes.add(
                new NextProbe(
                    arm,
                    Floors.ids(rows),
                    gain,
                    Why.SEPARATES,
                    Map.of("left", left.id().name(), "right", other.id().name()))));
  }

  private void inside(List<NextProbe> probes) {
    if (table.hasInside()) {
      return;
    }
    var bySide = new HashMap<String, Double>();
    beliefs.stream()
        .filter(one -> Fault.of(one).blame() == Blame.ORIGIN)
        .forEach(one -> bySide.merge(Fault.of(one).segment().toString(), one.mass(), Double::sum));
    var gain = entropy(bySide);
    if (gain >= WORTH) {
      probes.add(new NextProbe(Arm.BASE, List.of(), gain, Why.NEEDS_INSIDE, Map.of()));
    }
  }

  private Map<String, Double> answers(Arm arm) {
    var masses = new HashMap<String, Double>();
    beliefs.forEach(one -> masses.merge(answer(one, arm), one.mass(), Double::sum));
    return masses;
  }

  /** What an affected vantage would show; the same text for the same answer. */
  private static String answer(Belief belief, Arm arm) {
    var cause = belief.cause();
    if (cause == null || belief.id() == Hypothesis.U) {
      return "any";
    }
    var reaction = cause.mechanism().reactions().get(arm);
    if (reaction == Mechanism.Reaction.UNSURE) {
      return "any";
    }
    if (reaction == null || sparedByAddress(cause, arm)) {
      return Sight.OK.name();
    }
    return reaction == Mechanism.Reaction.HIT_EARLY
        ? Sight.CUT_BEFORE_HELLO.name()
        : cause.sight().name();
  }

  private static boolean sparedByAddress(Cause cause, Arm arm) {
    return cause.reach().attribute() == Scope.Attribute.ADDRESS && ArmSets.ADDRESSED.contains(arm);
  }

  private static double entropy(Map<String, Double> masses) {
    var known = new HashMap<>(masses);
    known.remove("any");
    var total = known.values().stream().mapToDouble(Double::doubleValue).sum();
    return known.values().stream()
        .filter(mass -> mass > 0)
        .mapToDouble(mass -> -mass * Math.log(mass / total) / Math.log(2))
        .sum();
  }
}

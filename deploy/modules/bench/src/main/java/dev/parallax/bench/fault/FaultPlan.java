package dev.parallax.bench.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Divides rounds among faults by weight. Pure. */
final class FaultPlan {
  private FaultPlan() {}

  /**
   * A fault for each round, in a random order; every fault at least once.
   *
   * @param rounds that these faults share
   */
  static List<FaultKind> of(List<FaultKind> faults, int rounds, Chance chance) {
    var plan = new ArrayList<>(faults);
    var weighted = new ArrayList<FaultKind>();
    faults.forEach(fault -> weighted.addAll(Collections.nCopies(fault.weight(), fault)));
    int weights = weighted.size();
    for (int round = faults.size(); round < rounds; round++) {
      plan.add(behind(faults, plan, weights, rounds));
    }
    for (int last = plan.size() - 1; last > 0; last--) {
      int other = chance.below(last + 1);
      plan.set(last, plan.set(other, plan.get(last)));
    }
    return plan;
  }

  /** The fault that lacks most rounds of its share. */
  private static FaultKind behind(
      List<FaultKind> faults, List<FaultKind> plan, int weights, int rounds) {
    FaultKind behind = faults.getFirst();
    double most = Double.NEGATIVE_INFINITY;
    for (var fault : faults) {
      double share = (double) rounds * fault.weight() / weights;
      double lacks = share - plan.stream().filter(fault::equals).count();
      if (lacks > most) {
        most = lacks;
        behind = fault;
      }
    }
    return behind;
  }
}

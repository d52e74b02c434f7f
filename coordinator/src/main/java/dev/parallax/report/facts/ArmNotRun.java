package dev.parallax.report.facts;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * An informative arm that did not run.
 *
 * @param reasons the reasons with their vantages; empty when no plan contained it
 */
public record ArmNotRun(Arm arm, Map<NotRunReason, List<VantageId>> reasons) {

  public static List<ArmNotRun> of(ObservationGrid grid, List<Arm> arms) {
    return arms.stream().map(arm -> of(grid, arm)).toList();
  }

  private static ArmNotRun of(ObservationGrid grid, Arm arm) {
    var reasons = new EnumMap<NotRunReason, List<VantageId>>(NotRunReason.class);
    for (var reason : NotRunReason.values()) {
      var where = where(grid, arm, reason);
      if (!where.isEmpty()) {
        reasons.put(reason, where);
      }
    }
    return new ArmNotRun(arm, reasons);
  }

  private static List<VantageId> where(ObservationGrid grid, Arm arm, NotRunReason reason) {
    var where = new TreeSet<VantageId>();
    for (var vantage : grid.vantages()) {
      if (declined(grid, vantage, arm, reason)) {
        where.add(vantage.id());
      }
    }
    return List.copyOf(where);
  }

  private static boolean declined(
      ObservationGrid grid, Vantage vantage, Arm arm, NotRunReason reason) {
    return grid.all(vantage.id(), arm).stream()
        .anyMatch(
            seen -> seen.outcome() instanceof Outcome.NotRun(var why, var _) && why == reason);
  }
}

package dev.parallax.evaluate.method;

import dev.parallax.evaluate.score.Claim;
import dev.parallax.evaluate.score.MethodJudgement;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import java.util.List;
import java.util.Optional;

/**
 * A vantage raises an alarm after this many failures in a row; the alarms determine the location.
 */
public final class ThreeInARow implements AttributionMethod {
  private static final int IN_A_ROW = 3;

  @Override
  public String name() {
    return "three_in_a_row";
  }

  @Override
  public MethodJudgement judge(Sweep sweep, TargetResults results) {
    var looks = VantageSummary.all(sweep, results);
    var alarms = looks.stream().filter(ThreeInARow::alarms).toList();
    double share = looks.isEmpty() ? 0 : (double) alarms.size() / looks.size();
    if (alarms.isEmpty()) {
      return MethodJudgement.of(Claim.HEALTHY, Optional.empty(), 0.99);
    }
    return MethodJudgement.of(claim(looks, alarms), Optional.empty(), Math.max(share, 1 - share));
  }

  private static Claim claim(List<VantageSummary> looks, List<VantageSummary> alarms) {
    var outside = FailingPlaces.outside(looks);
    if (FailingPlaces.outside(alarms).size() == outside.size()) {
      return FailingPlaces.origin(looks);
    }
    if (alarms.stream().allMatch(VantageSummary::sick)) {
      return FailingPlaces.VANTAGE;
    }
    return FailingPlaces.way(alarms);
  }

  private static boolean alarms(VantageSummary look) {
    int row = 0;
    for (var seen : look.base()) {
      row = seen.ok() ? 0 : row + 1;
      if (row == IN_A_ROW) {
        return true;
      }
    }
    return false;
  }
}

package dev.parallax.evaluate;

import dev.parallax.model.Sweep;
import dev.parallax.model.TargetResults;
import java.util.List;
import java.util.Optional;

/** A location alarms after so many failures in a row; who alarms says where it is. */
final class Consecutive implements Method {
  private static final int IN_A_ROW = 3;

  @Override
  public String name() {
    return "three_in_a_row";
  }

  @Override
  public Judgement judge(Sweep sweep, TargetResults results) {
    var looks = Look.all(sweep, results);
    var alarms = looks.stream().filter(Consecutive::alarms).toList();
    double share = looks.isEmpty() ? 0 : (double) alarms.size() / looks.size();
    if (alarms.isEmpty()) {
      return Judgement.of(Claim.HEALTHY, Optional.empty(), 0.99);
    }
    return Judgement.of(claim(looks, alarms), Optional.empty(), Math.max(share, 1 - share));
  }

  private static Claim claim(List<Look> looks, List<Look> alarms) {
    var outside = Places.outside(looks);
    if (Places.outside(alarms).size() == outside.size()) {
      return Places.origin(looks);
    }
    if (alarms.stream().allMatch(Look::sick)) {
      return Places.VANTAGE;
    }
    return Places.way(alarms);
  }

  private static boolean alarms(Look look) {
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

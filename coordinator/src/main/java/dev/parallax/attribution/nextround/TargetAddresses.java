package dev.parallax.attribution.nextround;

import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.plan.Arm;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.ToIntFunction;

/** The target's addresses by its vantages' resolutions. */
public final class TargetAddresses {
  /** No more are tried by everyone. */
  private static final int LIMIT = 4;

  private TargetAddresses() {}

  /** Addresses with a passing trial first; among them those of most outside vantages. */
  static List<IpAddress> mostSeenFirst(Comparison table) {
    var holders = new HashMap<IpAddress, Integer>();
    var passing = new HashSet<IpAddress>();
    for (var row : table.rows()) {
      if (row.inside()) {
        continue;
      }
      for (var cell : row.cells()) {
        if (cell.arm() == Arm.BASE) {
          cell.address().ifPresent(at -> holders.merge(at, 1, Integer::sum));
          cell.address().filter(at -> cell.count(Symptom.OK) > 0).ifPresent(passing::add);
        }
      }
    }
    ToIntFunction<IpAddress> byHolders = at -> holders.getOrDefault(at, 0);
    return holders.keySet().stream()
        .sorted(
            Comparator.comparing((IpAddress at) -> !passing.contains(at))
                .thenComparing(Comparator.comparingInt(byHolders).reversed())
                .thenComparing(Comparator.naturalOrder()))
        .limit(LIMIT)
        .toList();
  }
}

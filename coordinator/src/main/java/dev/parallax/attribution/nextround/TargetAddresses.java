package dev.parallax.attribution.nextround;

import dev.parallax.attribution.comparison.Comparison;
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
  static List<String> mostSeenFirst(Comparison table) {
    var holders = new HashMap<String, Integer>();
    var passing = new HashSet<String>();
    for (var row : table.rows()) {
      if (row.inside()) {
        continue;
      }
      for (var cell : row.cells()) {
        if (cell.arm() == Arm.BASE && !cell.address().isEmpty()) {
          holders.merge(cell.address(), 1, Integer::sum);
          if (cell.count(Symptom.OK) > 0) {
            passing.add(cell.address());
          }
        }
      }
    }
    ToIntFunction<String> byHolders = at -> holders.getOrDefault(at, 0);
    return holders.keySet().stream()
        .sorted(
            Comparator.comparing((String at) -> !passing.contains(at))
                .thenComparing(Comparator.comparingInt(byHolders).reversed())
                .thenComparing(Comparator.naturalOrder()))
        .limit(LIMIT)
        .toList();
  }
}

package dev.parallax.evaluate.method;

import dev.parallax.evaluate.method.VantagePaths.Component;
import dev.parallax.evaluate.score.Claim;
import dev.parallax.evaluate.score.MethodJudgement;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Each bad path gives each of its components an equal part of one vote: 007 (Arzani et al., NSDI
 * 2018). Votes are divided by the number of paths of a component; otherwise a component of all
 * paths would always win.
 */
final class Voting implements AttributionMethod {
  @Override
  public String name() {
    return "votes_007";
  }

  @Override
  public MethodJudgement judge(Sweep sweep, TargetResults results) {
    var paths = VantagePaths.of(VantageSummary.all(sweep, results));
    var votes = new LinkedHashMap<Component, Double>();
    for (var path : paths) {
      if (path.bad()) {
        path.over()
            .forEach(component -> votes.merge(component, 1.0 / path.over().size(), Double::sum));
      }
    }
    if (paths.stream().noneMatch(path -> path.bad() && VantagePaths.ofTarget(path))) {
      return MethodJudgement.of(Claim.HEALTHY, Optional.empty(), 0.99);
    }
    var counts = VantagePaths.counts(paths);
    var best =
        votes.entrySet().stream()
            .max(
                Comparator.<Map.Entry<Component, Double>>comparingDouble(
                        entry -> rate(counts, entry.getKey()))
                    .thenComparingDouble(Map.Entry::getValue)
                    .thenComparing(pair -> pair.getKey().kind(), Comparator.reverseOrder()))
            .orElseThrow();
    double total = votes.values().stream().mapToDouble(it -> it).sum();
    double sure = rate(counts, best.getKey()) * Math.min(1, best.getValue() * 4 / total);
    return MethodJudgement.of(best.getKey().claim(), Optional.empty(), sure);
  }

  private static double rate(Map<Component, int[]> counts, Component component) {
    var count = counts.getOrDefault(component, new int[2]);
    return (double) count[1] / (count[0] + count[1]);
  }
}

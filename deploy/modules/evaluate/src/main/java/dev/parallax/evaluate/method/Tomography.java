package dev.parallax.evaluate.method;

import dev.parallax.evaluate.method.VantagePaths.Component;
import dev.parallax.evaluate.method.VantagePaths.Path;
import dev.parallax.evaluate.score.Claim;
import dev.parallax.evaluate.score.MethodJudgement;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Boolean tomography: the smallest set of components, none of them on a good path, that covers
 * every bad path; greedy, as in Tomo (Dhamdhere et al., CoNEXT 2007).
 */
public final class Tomography implements AttributionMethod {
  /** So many good paths in a hundred do not clear a component: paths have noise. */
  private static final double NOISE = 0.1;

  @Override
  public String name() {
    return "boolean_tomography";
  }

  @Override
  public MethodJudgement judge(Sweep sweep, TargetResults results) {
    var paths = VantagePaths.of(VantageSummary.all(sweep, results));
    var bad = new ArrayList<>(paths.stream().filter(Path::bad).toList());
    if (bad.stream().noneMatch(VantagePaths::ofTarget)) {
      return MethodJudgement.of(Claim.HEALTHY, Optional.empty(), 0.99);
    }
    int all = bad.size();
    var suspects = suspects(paths);
    var statements = new ArrayList<MethodJudgement.Statement>();
    while (!bad.isEmpty()) {
      var best = best(suspects, bad);
      if (best.isEmpty()) {
        break;
      }
      int before = bad.size();
      bad.removeIf(path -> path.over().contains(best.get()));
      double share = (double) (before - bad.size()) / all;
      statements.add(new MethodJudgement.Statement(best.get().claim(), Optional.empty(), share));
    }
    return statements.isEmpty()
        ? MethodJudgement.of(Claim.INCONCLUSIVE, Optional.empty(), 0)
        : new MethodJudgement(statements);
  }

  private static List<Component> suspects(List<Path> paths) {
    return VantagePaths.counts(paths).entrySet().stream()
        .filter(entry -> entry.getValue()[0] <= NOISE * (entry.getValue()[0] + entry.getValue()[1]))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Of components that explain the same number of paths, the one nearest to the vantage, which is
   * the smallest claim.
   */
  private static Optional<Component> best(List<Component> suspects, List<Path> bad) {
    return suspects.stream()
        .filter(component -> bad.stream().anyMatch(path -> path.over().contains(component)))
        .max(
            Comparator.<Component>comparingLong(
                    eachComponent ->
                        bad.stream().filter(path -> path.over().contains(eachComponent)).count())
                .thenComparing(Component::kind));
  }
}

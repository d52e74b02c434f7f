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
    var said = new ArrayList<MethodJudgement.Said>();
    while (!bad.isEmpty()) {
      var best = best(suspects, bad);
      if (best.isEmpty()) {
        break;
      }
      int before = bad.size();
      bad.removeIf(path -> path.over().contains(best.get()));
      double share = (double) (before - bad.size()) / all;
      said.add(new MethodJudgement.Said(best.get().claim(), Optional.empty(), share));
    }
    return said.isEmpty()
        ? MethodJudgement.of(Claim.INCONCLUSIVE, Optional.empty(), 0)
        : new MethodJudgement(said);
  }

  private static List<Component> suspects(List<Path> paths) {
    return VantagePaths.counts(paths).entrySet().stream()
        .filter(one -> one.getValue()[0] <= NOISE * (one.getValue()[0] + one.getValue()[1]))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Of components that explain the same number of paths, the one nearest to the vantage, which is
   * the smallest claim.
   */
  private static Optional<Component> best(List<Component> suspects, List<Path> bad) {
    return suspects.stream()
        .filter(one -> bad.stream().anyMatch(path -> path.over().contains(one)))
        .max(
            Comparator.<Component>comparingLong(
                    one -> bad.stream().filter(path -> path.over().contains(one)).count())
                .thenComparing(Component::kind));
  }
}

package dev.parallax.evaluate.method;

import dev.parallax.evaluate.score.Claim;
import dev.parallax.evaluate.score.MethodJudgement;
import dev.parallax.model.failure.Step;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Segment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compares each vantage with one control, step by step, and blames the first difference: OONI's Web
 * Connectivity. The control is the inside vantage if there is one, otherwise the first vantage.
 */
final class SingleControl implements AttributionMethod {
  @Override
  public String name() {
    return "single_control";
  }

  @Override
  public MethodJudgement judge(Sweep sweep, TargetResults results) {
    var looks = VantageSummary.all(sweep, results);
    var control =
        looks.stream()
            .filter(summary -> !summary.sick())
            .min(
                Comparator.comparing((VantageSummary vantageSummary) -> !vantageSummary.inside())
                    .thenComparing(VantageSummary::id));
    if (control.isEmpty()) {
      return MethodJudgement.of(Claim.INCONCLUSIVE, Optional.empty(), 0);
    }
    if (control.get().fails()) {
      return MethodJudgement.of(
          Claim.of(Blame.ORIGIN, Segment.SERVICE), Optional.empty(), control.get().failing());
    }
    var failing = looks.stream().filter(VantageSummary::fails).toList();
    return failing.isEmpty()
        ? MethodJudgement.of(Claim.HEALTHY, Optional.empty(), 0.99)
        : blocked(failing);
  }

  private static MethodJudgement blocked(List<VantageSummary> failing) {
    double sure = failing.stream().mapToDouble(VantageSummary::failing).average().orElse(0);
    boolean dns =
        failing.stream()
                    .flatMap(VantageSummary::failures)
                    .filter(it -> it.step() == Step.DNS)
                    .count()
                * 2
            > failing.stream().flatMap(VantageSummary::failures).count();
    var way = FailingPlaces.way(failing);
    var claim = dns ? Claim.of(way.blame(), Segment.RESOLVER) : way;
    return MethodJudgement.of(claim, Optional.empty(), sure);
  }
}

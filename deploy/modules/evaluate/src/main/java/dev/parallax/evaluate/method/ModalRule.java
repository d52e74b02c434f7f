package dev.parallax.evaluate.method;

import dev.parallax.evaluate.score.Claim;
import dev.parallax.evaluate.score.MethodJudgement;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import java.util.Optional;

/**
 * The result of four fifths of the vantages is the reference, and the deviating vantages are to
 * blame: the rule used with RIPE Atlas for certificates, here for the most frequent result of a
 * vantage.
 */
public final class ModalRule implements AttributionMethod {
  private static final double MOST = 0.8;

  @Override
  public String name() {
    return "modal_80";
  }

  @Override
  public MethodJudgement judge(Sweep sweep, TargetResults results) {
    var looks = VantageSummary.all(sweep, results);
    var modal = ModalFailure.of(looks.stream().map(VantageSummary::modal));
    double share =
        looks.isEmpty()
            ? 0
            : (double) looks.stream().filter(summary -> summary.modal().equals(modal)).count()
                / looks.size();
    if (share < MOST) {
      return MethodJudgement.of(Claim.INCONCLUSIVE, Optional.empty(), 0);
    }
    if (!modal.equals("ok")) {
      return MethodJudgement.of(FailingPlaces.origin(looks), Optional.empty(), share);
    }
    var odd =
        looks.stream().filter(vantageSummary -> !vantageSummary.modal().equals(modal)).toList();
    if (odd.isEmpty()) {
      return MethodJudgement.of(Claim.HEALTHY, Optional.empty(), share);
    }
    return MethodJudgement.of(
        odd.stream().allMatch(VantageSummary::sick)
            ? FailingPlaces.VANTAGE
            : FailingPlaces.way(odd),
        Optional.empty(),
        share);
  }
}

package dev.parallax.evaluate.method;

import dev.parallax.evaluate.score.Claim;
import dev.parallax.evaluate.score.MethodJudgement;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import java.util.Optional;

/** Down when most vantages fail, otherwise up: the rule of uptime services. */
final class MajorityQuorum implements AttributionMethod {
  @Override
  public String name() {
    return "majority_quorum";
  }

  @Override
  public MethodJudgement judge(Sweep sweep, TargetResults results) {
    var looks = VantageSummary.all(sweep, results);
    if (looks.isEmpty()) {
      return MethodJudgement.of(Claim.INCONCLUSIVE, Optional.empty(), 0);
    }
    double failing = (double) looks.stream().filter(VantageSummary::fails).count() / looks.size();
    return failing > 0.5
        ? MethodJudgement.of(FailingPlaces.ORIGIN, Optional.empty(), failing)
        : MethodJudgement.of(Claim.HEALTHY, Optional.empty(), 1 - failing);
  }
}

package dev.parallax.evaluate;

import dev.parallax.model.Sweep;
import dev.parallax.model.TargetResults;
import java.util.Optional;

/** Down when most locations say so, else up: what uptime services do. */
final class MajorityQuorum implements Method {
  @Override
  public String name() {
    return "majority_quorum";
  }

  @Override
  public Judgement judge(Sweep sweep, TargetResults results) {
    var looks = Look.all(sweep, results);
    if (looks.isEmpty()) {
      return Judgement.of(Claim.INCONCLUSIVE, Optional.empty(), 0);
    }
    double failing = (double) looks.stream().filter(Look::fails).count() / looks.size();
    return failing > 0.5
        ? Judgement.of(Places.ORIGIN, Optional.empty(), failing)
        : Judgement.of(Claim.HEALTHY, Optional.empty(), 1 - failing);
  }
}

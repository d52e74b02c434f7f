package dev.parallax.sweep;

import dev.parallax.model.ProbePlan;
import dev.parallax.model.RoundReason;
import java.util.List;

/** A plan and why it is run. */
public record PlannedRound(ProbePlan plan, List<RoundReason> reasons) {
  public PlannedRound {
    reasons = List.copyOf(reasons);
  }
}

package dev.parallax.sweep.run;

import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.vantage.VantageId;
import java.util.Set;

/**
 * A round's plan and the vantages it was sent to.
 *
 * @param vantages the vantages that received it
 */
public record RoundAudience(ProbePlan plan, Set<VantageId> vantages) {
  public RoundAudience {
    vantages = Set.copyOf(vantages);
  }
}

package dev.parallax.sweep;

import dev.parallax.model.ProbePlan;
import dev.parallax.model.VantageId;
import java.util.Set;

/**
 * A round's plan and the vantages it was sent to.
 *
 * @param vantages the vantages that received it
 */
record RoundAudience(ProbePlan plan, Set<VantageId> vantages) {
  RoundAudience {
    vantages = Set.copyOf(vantages);
  }
}

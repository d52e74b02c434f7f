package dev.parallax.sweep.plan;

import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.vantage.VantageId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A plan with its reason and its vantages.
 *
 * @param vantages 1 or more
 */
public record PlannedRound(
    ProbePlan plan, List<RoundReason> reasons, SortedSet<VantageId> vantages) {
  public PlannedRound {
    reasons = List.copyOf(reasons);
    vantages = Collections.unmodifiableSortedSet(new TreeSet<>(vantages));
    if (vantages.isEmpty()) {
      throw new IllegalArgumentException("a round has 1 or more vantages, got: none");
    }
  }

  public PlannedRound(ProbePlan plan, List<RoundReason> reasons, Set<VantageId> vantages) {
    this(plan, reasons, new TreeSet<>(vantages));
  }
}

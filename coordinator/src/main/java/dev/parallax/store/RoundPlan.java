package dev.parallax.store;

import dev.parallax.model.Bytes;
import dev.parallax.model.SweepId;
import dev.parallax.model.VantageId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a round asks, and of whom: by it the coordinator decides, also after a restart, which
 * observations it takes.
 *
 * @param round 1 for the first
 * @param plan the encoded plan, as the agents got it
 * @param vantages those the plan was sent to
 */
public record RoundPlan(SweepId sweep, int round, Bytes plan, SortedSet<VantageId> vantages) {
  public RoundPlan {
    vantages = Collections.unmodifiableSortedSet(new TreeSet<>(vantages));
  }
}

package dev.parallax.store;

import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The plan of a round and its vantages. It determines which observations the coordinator accepts,
 * also after a restart.
 *
 * @param round 1 for the first
 * @param plan the encoded plan, as sent to the agents
 * @param vantages the vantages that received the plan
 */
public record RoundPlan(SweepId sweep, int round, Bytes plan, SortedSet<VantageId> vantages) {
  public RoundPlan {
    vantages = Collections.unmodifiableSortedSet(new TreeSet<>(vantages));
  }
}

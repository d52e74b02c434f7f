package dev.parallax.model.history;

import dev.parallax.model.vantage.VantageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the coordinator knew of a target before a sweep, fixed at the start of the sweep.
 *
 * @param lastHealthy the start of the last sweep or look before that found the target healthy
 * @param vantages each vantage at most once
 */
public record TargetHistory(Optional<Instant> lastHealthy, List<VantageHistory> vantages) {
  /** Vantages at most, of all targets of a sweep. */
  public static final int VANTAGES = 500;

  public TargetHistory {
    vantages = List.copyOf(vantages);
  }

  /** Empty for a vantage without a history. */
  public Optional<VantageHistory> at(VantageId vantage) {
    return vantages.stream().filter(one -> one.vantage().equals(vantage)).findFirst();
  }
}

package dev.parallax.store;

import dev.parallax.model.SweepId;
import dev.parallax.model.Target;
import java.time.Instant;
import java.util.List;

/** A line in the list of stored sweeps. */
public record StoredSweepSummary(
    SweepId id, Instant startedAt, List<Target> targets, boolean complete) {
  public StoredSweepSummary {
    targets = List.copyOf(targets);
  }
}

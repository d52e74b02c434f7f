package dev.parallax.store;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.value.SweepId;
import java.time.Instant;
import java.util.List;

/**
 * A line in the list of stored sweeps.
 *
 * @param targets empty for an unreadable sweep
 * @param readable whether the sweep's header could be read; a damaged sweep cannot be shown
 */
public record StoredSweepSummary(
    SweepId id, Instant startedAt, List<Target> targets, boolean complete, boolean readable) {
  public StoredSweepSummary {
    targets = List.copyOf(targets);
  }

  /** Of a readable sweep. */
  public StoredSweepSummary(SweepId id, Instant startedAt, List<Target> targets, boolean complete) {
    this(id, startedAt, targets, complete, true);
  }

  public static StoredSweepSummary damaged(SweepId id, Instant startedAt, boolean complete) {
    return new StoredSweepSummary(id, startedAt, List.of(), complete, false);
  }
}

package dev.parallax.watch.incident;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What is new about a target. */
public sealed interface WatchEvent {
  Instant at();

  /** A look without a failure, or a full sweep that found the target healthy. */
  record Healthy(Instant at) implements WatchEvent {}

  /**
   * A failure that the second look confirmed.
   *
   * @param failing the vantages with a failure that no verdict below the level explains
   * @param answered the number of vantages with a result
   * @param overdue the latest full sweep, when a verdict on this failure is not near
   */
  record Lasting(Instant at, Set<VantageId> failing, int answered, Optional<SweepId> overdue)
      implements WatchEvent {
    public Lasting {
      failing = Set.copyOf(failing);
    }
  }

  /**
   * A full sweep found the target not healthy.
   *
   * @param finding at or above the level and sure enough; empty without such a verdict
   * @param answered the number of vantages with a result
   * @param failing the vantages with a failure that no verdict below the level explains
   */
  record SweepJudged(
      Instant at, SweepId sweep, Optional<Finding> finding, int answered, Set<VantageId> failing)
      implements WatchEvent {
    public SweepJudged {
      failing = Set.copyOf(failing);
    }
  }

  /** The watch is paused or removed. */
  record Ended(Instant at) implements WatchEvent {}

  /** Time passed. */
  record Tick(Instant at) implements WatchEvent {}
}

package dev.parallax.web.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.model.value.SweepId;
import dev.parallax.store.StoredSweep;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Running sweeps as stored so far. Reading and attributing a large sweep takes time, so all viewers
 * share one snapshot, and a new snapshot is made only after a multiple of this time.
 */
public final class Snapshots {
  private static final int KEPT = 16;

  /** A sweep's page uses at most a fifth of one processor, for any number of viewers. */
  private static final int PAUSE_PER_WORK = 4;

  private final Function<SweepId, Optional<StoredSweep>> sweeps;
  private final LongSupplier ticker;
  private final Cache<SweepId, Snapshot> last = Caffeine.newBuilder().maximumSize(KEPT).build();

  /**
   * @param sweeps a sweep with its verdicts so far
   * @param ticker monotonic nanoseconds
   */
  public Snapshots(Function<SweepId, Optional<StoredSweep>> sweeps, LongSupplier ticker) {
    this.sweeps = sweeps;
    this.ticker = ticker;
  }

  /**
   * A snapshot of a running sweep.
   *
   * @param total observations of the sweep at that time
   */
  private record Snapshot(
      Optional<StoredSweep> found, int total, int round, long madeNanos, Duration work) {}

  public Optional<StoredSweep> of(RunningSweep sweep) {
    var fresh =
        last.asMap()
            .compute(
                sweep.id(),
                (id, known) -> known != null && isGood(known, sweep) ? known : make(sweep));
    return fresh.found();
  }

  /** The time until a new snapshot may be made. */
  public Duration pace(SweepId sweep, Duration least) {
    var known = last.getIfPresent(sweep);
    if (known == null) {
      return least;
    }
    var pause = known.work().multipliedBy(PAUSE_PER_WORK);
    return pause.compareTo(least) > 0 ? pause : least;
  }

  private boolean isGood(Snapshot known, RunningSweep sweep) {
    var progress = sweep.progress();
    var same = known.total() == progress.total() && known.round() == progress.round();
    var pause = known.work().multipliedBy(PAUSE_PER_WORK).toNanos();
    return same || ticker.getAsLong() - known.madeNanos() < pause;
  }

  private Snapshot make(RunningSweep sweep) {
    var progress = sweep.progress();
    long begin = ticker.getAsLong();
    var found = sweeps.apply(sweep.id());
    long end = ticker.getAsLong();
    return new Snapshot(
        found, progress.total(), progress.round(), end, Duration.ofNanos(end - begin));
  }
}

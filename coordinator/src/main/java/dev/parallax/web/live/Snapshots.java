package dev.parallax.web.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.model.SweepId;
import dev.parallax.store.StoredSweep;
import dev.parallax.sweep.Sweeps;
import java.time.Duration;
import java.util.Optional;

/**
 * Running sweeps as stored so far. Reading and attributing a large sweep takes time, so all viewers
 * share one snapshot, and a new snapshot is made only after a multiple of this time.
 */
public final class Snapshots {
  private static final int KEPT = 16;

  /** A sweep's page uses at most a fifth of one processor, for any number of viewers. */
  private static final int PAUSE_PER_WORK = 4;

  private final Sweeps sweeps;
  private final Cache<SweepId, Snapshot> last = Caffeine.newBuilder().maximumSize(KEPT).build();

  public Snapshots(Sweeps sweeps) {
    this.sweeps = sweeps;
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

  private static boolean isGood(Snapshot known, RunningSweep sweep) {
    var progress = sweep.progress();
    var same = known.total() == progress.total() && known.round() == progress.round();
    var pause = known.work().multipliedBy(PAUSE_PER_WORK).toNanos();
    return same || System.nanoTime() - known.madeNanos() < pause;
  }

  private Snapshot make(RunningSweep sweep) {
    var progress = sweep.progress();
    long begin = System.nanoTime();
    var found = sweeps.find(sweep.id());
    long end = System.nanoTime();
    return new Snapshot(
        found, progress.total(), progress.round(), end, Duration.ofNanos(end - begin));
  }
}

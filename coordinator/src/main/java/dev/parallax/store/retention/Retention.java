package dev.parallax.store.retention;

import dev.parallax.store.RetentionStore;
import dev.parallax.store.failure.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what the policy does not keep, in steps that hold the writer for about 25 ms each. Used
 * by one thread.
 */
public final class Retention {
  private static final Logger log = LoggerFactory.getLogger(Retention.class);

  /** Between two steps, in which other writes have the store. */
  static final Duration PAUSE = Duration.ofMillis(100);

  /** When there is nothing to delete. */
  static final Duration IDLE = Duration.ofMinutes(1);

  private static final Duration STEP = Duration.ofMillis(25);
  private static final int FEWEST_ROWS = 16;
  private static final int MOST_ROWS = 4_096;
  private static final int PAGES = 64;

  private final RetentionStore store;
  private final RetentionPolicy policy;
  private final ClockJump clock;
  private final LongSupplier nanos;
  private int rows = FEWEST_ROWS;
  private long steps;

  /**
   * @param nanos a monotonic clock
   */
  public Retention(
      RetentionStore store, RetentionPolicy policy, InstantSource clock, LongSupplier nanos) {
    this.store = store;
    this.policy = policy;
    this.clock = new ClockJump(store.newestSweep(), clock, nanos);
    this.nanos = nanos;
  }

  /** Deletes at most one portion; returns the pause until the next call. */
  public Duration step() {
    try {
      return portion() ? PAUSE : rest();
    } catch (StoreException failed) {
      log.warn("old observations cannot be deleted: {}", failed.getMessage());
      return IDLE;
    }
  }

  private boolean portion() {
    long start = nanos.getAsLong();
    boolean deleted = deleted();
    if (deleted) {
      steps++;
      store.shrink(PAGES);
      adapt(nanos.getAsLong() - start);
    }
    return deleted;
  }

  private boolean deleted() {
    var now = clock.trusted();
    return now.filter(at -> store.deleteSweeps(at.minus(policy.verdicts()), rows)).isPresent()
        || now.filter(at -> store.deleteObservations(at.minus(policy.observations()), rows))
            .isPresent()
        || (store.usedBytes() > policy.bytes() && store.deleteObservations(Instant.MAX, rows));
  }

  /** A slower disk gets smaller portions. */
  private void adapt(long took) {
    int fitting = took > STEP.toNanos() ? rows / 2 : rows + rows / 4;
    rows = Math.clamp(fitting, FEWEST_ROWS, MOST_ROWS);
  }

  private Duration rest() {
    if (steps > 0) {
      log.info("old observations and sweeps are deleted, in {} steps", steps);
      steps = 0;
    }
    return IDLE;
  }
}

package dev.parallax.store.postgres;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long this coordinator has extended its leases without a gap. After an outage of the database
 * the leases of all coordinators have ended, also of those that work: a lease tells nothing about
 * another coordinator until that coordinator has had the time to extend it. Thread-safe.
 */
final class LeaseContinuity {
  /** Shorter than any outage in which a lease ends, which is extended every 2 s. */
  static final Duration GAP = Duration.ofSeconds(10);

  private final LongSupplier nanos;
  private long extended;
  private long since;

  /**
   * @param nanos the monotonic clock
   */
  LeaseContinuity(LongSupplier nanos) {
    this.nanos = nanos;
    this.extended = nanos.getAsLong();
    this.since = extended - PostgresStore.LEASE.toNanos();
  }

  /** The leases are extended now. */
  synchronized void extended() {
    long now = nanos.getAsLong();
    if (now - extended > GAP.toNanos()) {
      since = now;
    }
    extended = now;
  }

  /** The time since the last extension. */
  synchronized Duration age() {
    return Duration.ofNanos(nanos.getAsLong() - extended);
  }

  /** Whether the ended lease of another coordinator shows that it is gone. */
  synchronized boolean isUnbroken() {
    long now = nanos.getAsLong();
    return now - extended <= GAP.toNanos() && now - since >= PostgresStore.LEASE.toNanos();
  }
}

package dev.parallax.agent.probe.trial;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The starts of handshakes at one host: each at least one interval after the previous. Delayed
 * starts are not made up for. Safe for use by many threads.
 */
public final class HandshakePace {
  private final long interval;
  private final LongSupplier ticker;

  @GuardedBy("this")
  private long free;

  /**
   * The first start is free.
   *
   * @param ticker monotonic nanoseconds
   */
  public HandshakePace(Duration interval, LongSupplier ticker) {
    this.interval = interval.toNanos();
    this.ticker = ticker;
    this.free = ticker.getAsLong();
  }

  /** Without an interval. */
  public static HandshakePace unlimited() {
    return new HandshakePace(Duration.ZERO, System::nanoTime);
  }

  /** Reserves the next start; returns the nanoseconds until then, 0 for now. */
  public synchronized long reserve() {
    long now = ticker.getAsLong();
    long start = Math.max(now, free);
    free = start + interval;
    return start - now;
  }

  /** The nanoseconds until a start is free; 0 when it is. */
  public synchronized long untilFree() {
    return Math.max(0, free - ticker.getAsLong());
  }
}

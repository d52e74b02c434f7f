package dev.parallax.sweep.intake;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long observations wait for the store, and for their acknowledgement. Thread-safe. */
public final class IntakeMeter {
  private static final long IDLE = Long.MAX_VALUE;

  private final LongSupplier nanos;
  private final LatencyHistogram writes = new LatencyHistogram();
  private final LatencyHistogram acknowledgements = new LatencyHistogram();
  private volatile long oldestInWork = IDLE;

  /**
   * @param nanos a monotonic clock that starts near zero or above
   */
  IntakeMeter(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Durations of the writes of observations, each until it is durable. */
  public LatencyHistogram writes() {
    return writes;
  }

  /** From the arrival of an observation to its acknowledgement. */
  public LatencyHistogram acknowledgements() {
    return acknowledgements;
  }

  long now() {
    return nanos.getAsLong();
  }

  /** A batch is processed whose oldest observation arrived then. */
  void begins(long oldestArrival) {
    oldestInWork = oldestArrival;
  }

  void ends() {
    oldestInWork = IDLE;
  }

  void wrote(long start) {
    writes.add(now() - start);
  }

  void acknowledged(long arrival) {
    acknowledgements.add(now() - arrival);
  }

  /**
   * The age of the oldest observation without an acknowledgement; zero where there is none.
   *
   * @param oldestQueued the arrival of the oldest observation in the queue; {@link Long#MAX_VALUE}
   *     for an empty queue
   */
  Duration age(long oldestQueued) {
    long oldest = Math.min(oldestQueued, oldestInWork);
    return oldest == IDLE ? Duration.ZERO : Duration.ofNanos(Math.max(0, now() - oldest));
  }
}

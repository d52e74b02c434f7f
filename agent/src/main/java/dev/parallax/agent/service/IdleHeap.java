package dev.parallax.agent.service;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Returns heap memory of a busy period to the system. The serial collector shrinks the heap in full
 * collections only, and an idle process has none. Used by one thread at a time.
 */
final class IdleHeap {
  /** Rounds of a sweep follow each other within this time; a collection pauses all threads. */
  static final Duration QUIET = Duration.ofSeconds(10);

  /** Smaller growth of the heap is not worth the CPU time of a collection. */
  static final long GROWTH_BYTES = 1L << 20;

  private final LongSupplier committedBytes;
  private final LongSupplier nanoTime;
  private final Runnable fullCollection;
  private long busyAt;
  private long bytesAfterCollection;

  /**
   * Begins with a busy period.
   *
   * @param committedBytes size of the heap
   * @param nanoTime as {@link System#nanoTime}
   */
  IdleHeap(LongSupplier committedBytes, LongSupplier nanoTime, Runnable fullCollection) {
    this.committedBytes = committedBytes;
    this.nanoTime = nanoTime;
    this.fullCollection = fullCollection;
    this.busyAt = nanoTime.getAsLong();
  }

  /** The heap of this process. */
  static IdleHeap ofThisProcess() {
    return new IdleHeap(Runtime.getRuntime()::totalMemory, System::nanoTime, System::gc);
  }

  /** Called every few seconds. */
  void check(boolean isBusy) {
    long now = nanoTime.getAsLong();
    if (isBusy) {
      busyAt = now;
    } else if (now - busyAt >= QUIET.toNanos() && hasGrown()) {
      fullCollection.run();
      bytesAfterCollection = committedBytes.getAsLong();
    }
  }

  private boolean hasGrown() {
    return committedBytes.getAsLong() >= bytesAfterCollection + GROWTH_BYTES;
  }
}

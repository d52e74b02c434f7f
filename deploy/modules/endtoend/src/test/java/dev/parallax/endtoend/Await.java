package dev.parallax.endtoend;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for an action of another process, which cannot notify this one. */
final class Await {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long LOOK_AGAIN_MILLIS = 50;

  private Await() {}

  static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + LIMIT + ": " + what);
      }
      pause();
    }
  }

  private static void pause() {
    var thread = Thread.currentThread();
    LockSupport.parkNanos(LOOK_AGAIN_MILLIS * 1_000_000);
    if (thread.isInterrupted()) {
      throw new AssertionError("interrupted");
    }
  }
}

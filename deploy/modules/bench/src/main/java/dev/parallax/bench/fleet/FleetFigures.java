package dev.parallax.bench.fleet;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the simulated agents of a process count. Thread-safe. */
final class FleetFigures {
  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicInteger plans = new AtomicInteger();
  private final AtomicLong slowestNanos = new AtomicLong();

  void connected() {
    connected.incrementAndGet();
  }

  void disconnected() {
    connected.decrementAndGet();
  }

  /**
   * An agent has sent the end of its plan.
   *
   * @param nanos since the arrival of the plan
   */
  void finished(long nanos) {
    plans.incrementAndGet();
    slowestNanos.accumulateAndGet(nanos, Math::max);
  }

  int connectedNow() {
    return connected.get();
  }

  /** The plans since the last call, and the nanoseconds of the slowest of them. */
  String plans() {
    return plans.getAndSet(0) + " " + slowestNanos.getAndSet(0);
  }
}

package dev.parallax.sweep.intake;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.LongStream;

/** Durations counted in buckets. Thread-safe. */
public final class LatencyHistogram {
  /** Upper bounds of the buckets in seconds; a last bucket has no bound. */
  public static final List<Double> BOUNDS =
      List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0);

  private static final double NANOS_PER_SECOND = 1e9;

  private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS.size() + 1);
  private final DoubleAdder sum = new DoubleAdder();

  void add(long nanos) {
    double seconds = nanos / NANOS_PER_SECOND;
    int bucket = 0;
    while (bucket < BOUNDS.size() && seconds > BOUNDS.get(bucket)) {
      bucket++;
    }
    buckets.incrementAndGet(bucket);
    sum.add(seconds);
  }

  /** The number of durations in each bucket, not cumulative. */
  public List<Long> counts() {
    return LongStream.range(0, buckets.length()).map(i -> buckets.get((int) i)).boxed().toList();
  }

  /** Of all durations, in seconds. */
  public double seconds() {
    return sum.sum();
  }
}

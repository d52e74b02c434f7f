package dev.parallax.bench.fault;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** The random choices of a run, which its seed repeats. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A number from 0, below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean heads() {
    return random.nextBoolean();
  }

  <T> T oneOf(List<T> items) {
    return items.get(below(items.size()));
  }

  /** Choices of their own for another thread, or for a round. */
  Chance split() {
    return new Chance(random.nextLong());
  }

  /** Waits for a random time, uniform from 0 to the bound. */
  void pause(Duration most) throws InterruptedException {
    Thread.sleep(Duration.ofNanos((long) (random.nextDouble() * most.toNanos())));
  }
}

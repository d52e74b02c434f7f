package dev.parallax.peer;

import java.net.InetAddress;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reproducible chance: each source has a sequence of its own, independent of the order of the
 * sources.
 */
@FunctionalInterface
public interface Dice {
  /** Whether it hits the next connection of this source. */
  boolean hit(InetAddress source);

  /**
   * A chance with the same sequence in every run.
   *
   * @param probability of a hit, 0 to 1
   */
  static Dice seeded(long seed, double probability) {
    Map<InetAddress, SplittableRandom> sequences = new ConcurrentHashMap<>();
    return source -> {
      var sequence =
          sequences.computeIfAbsent(source, it -> new SplittableRandom(seed ^ it.hashCode()));
      synchronized (sequence) {
        return sequence.nextDouble() < probability;
      }
    };
  }
}

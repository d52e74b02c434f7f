package dev.parallax.agent.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Exponential back-off with full jitter: a random wait below a bound that doubles up to a cap. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration CAP = Duration.ofSeconds(60);
  private static final int MAX_DOUBLINGS = 16;

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  Duration next() {
    var bound = FIRST.multipliedBy(1L << Math.min(failures++, MAX_DOUBLINGS));
    var capped = bound.compareTo(CAP) < 0 ? bound : CAP;
    return Duration.ofNanos(random.nextLong(capped.toNanos() + 1));
  }

  /**
   * A link has ended. The next wait is short again only after a link that lasted as long as the
   * longest wait: a coordinator that greets and closes the stream is no better than no coordinator.
   */
  void stood(Duration standing) {
    if (standing.compareTo(CAP) >= 0) {
      failures = 0;
    }
  }
}

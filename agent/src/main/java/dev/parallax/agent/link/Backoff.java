package dev.parallax.agent.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: a random wait below a bound that doubles up to a cap. The
 * bound is at least the spread that the coordinator requested, so that a large fleet does not
 * return at once.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration CAP = Duration.ofSeconds(60);
  private static final int MAX_DOUBLINGS = 16;

  private final RandomGenerator random;
  private Duration spread = Duration.ZERO;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  Duration next() {
    var bound = FIRST.multipliedBy(1L << Math.min(failures++, MAX_DOUBLINGS));
    return Duration.ofNanos(random.nextLong(capped(longer(bound, spread)).toNanos() + 1));
  }

  /**
   * The lower limit of the bound from now on.
   *
   * @param requested by the coordinator; more than 60 s count as 60 s
   */
  void spread(Duration requested) {
    spread = capped(requested);
  }

  private static Duration capped(Duration bound) {
    return bound.compareTo(CAP) < 0 ? bound : CAP;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
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

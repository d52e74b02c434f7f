package dev.parallax.agent.link.pace;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: a random wait below a bound that doubles up to a cap. The
 * bound is at least the spread that the coordinator requested, so that a large fleet does not
 * return at once.
 */
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration CAP = Duration.ofSeconds(30);
  private static final Duration LONGEST_SPREAD = Duration.ofSeconds(60);

  /** A stream of this duration shows that the coordinator works. */
  private static final Duration STANDING = Duration.ofSeconds(60);

  private static final int MAX_DOUBLINGS = 16;

  private final RandomGenerator random;
  private Duration spread = Duration.ZERO;
  private int failures;

  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The wait before the next attempt.
   *
   * @param addresses that are tried in turn: the bound doubles after each turn
   */
  public Duration next(int addresses) {
    int doublings = Math.min(failures++ / addresses, MAX_DOUBLINGS);
    var bound = FIRST.multipliedBy(1L << doublings);
    return Duration.ofNanos(random.nextLong(longer(shorter(bound, CAP), spread).toNanos() + 1));
  }

  /**
   * The lower limit of the bound from now on.
   *
   * @param requested by the coordinator; more than 60 s count as 60 s
   */
  public void spread(Duration requested) {
    spread = shorter(requested, LONGEST_SPREAD);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /**
   * A link has ended. The next wait is short again only after a link that lasted as long as the
   * longest spread: a coordinator that greets and closes the stream is no better than no
   * coordinator.
   */
  public void stood(Duration standing) {
    if (standing.compareTo(STANDING) >= 0) {
      failures = 0;
    }
  }
}

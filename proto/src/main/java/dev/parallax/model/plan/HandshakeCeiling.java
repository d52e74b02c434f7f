package dev.parallax.model.plan;

import dev.parallax.model.value.Check;
import java.time.Duration;

/**
 * The maximum number of handshakes at one host in one second, over all vantages of a round. The
 * schedule uses four fifths of it: the remainder absorbs the jitter of links, resolutions and
 * hosts.
 *
 * @param perSecond 1 to 10,000
 */
public record HandshakeCeiling(int perSecond) {
  public static final HandshakeCeiling DEFAULT = new HandshakeCeiling(50);
  public static final int MOST = 10_000;

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  public HandshakeCeiling {
    Check.that(
        perSecond >= 1 && perSecond <= MOST,
        "a ceiling of handshakes is 1 to " + MOST + " a second",
        perSecond);
  }

  /**
   * The minimum time between the starts of two handshakes of one vantage.
   *
   * @param vantages that share the ceiling, 1 or more
   */
  public Duration interval(int vantages) {
    return after(vantages);
  }

  /**
   * The start of a vantage after the start of the first: the starts of all vantages divide {@link
   * #interval} evenly.
   *
   * @param index 0 for the first
   */
  public Duration offset(int index) {
    return after(index);
  }

  /** The time of this number of handshakes of the whole fleet. */
  private Duration after(long handshakes) {
    return Duration.ofNanos(handshakes * SECOND * 5 / (perSecond * 4L));
  }

  /** The minimum time between two handshakes of a vantage that has the ceiling for itself. */
  public Duration least() {
    return Duration.ofNanos(SECOND / perSecond);
  }
}

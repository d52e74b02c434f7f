package dev.parallax.watch.schedule;

import dev.parallax.watch.spec.Watch;
import java.time.Duration;

/**
 * The handshakes of a watch in a day.
 *
 * @param looks without a failure
 * @param handshakes of these looks: one with the target and one with a reference at each vantage,
 *     where a target has one address
 * @param mostSweeps full sweeps while a failure lasts
 */
public record DailyCost(long looks, long handshakes, long mostSweeps) {
  private static final int HANDSHAKES_OF_A_VANTAGE = 2;

  /** Between the starts of two full sweeps of a target. */
  public static final Duration SWEEP_PAUSE = Duration.ofMinutes(5);

  public static DailyCost of(Watch watch, int vantages) {
    long looks = Duration.ofDays(1).dividedBy(watch.interval());
    return new DailyCost(
        looks,
        looks * vantages * HANDSHAKES_OF_A_VANTAGE,
        Duration.ofDays(1).dividedBy(SWEEP_PAUSE));
  }
}

package dev.parallax.attribution.history;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.model.history.StepHistory;
import java.time.Duration;
import java.util.List;

/** The rule that a time is outside its own history. */
final class UsualTime {
  private static final double NANOS = 1e9;

  private UsualTime() {}

  /** Whether the history has enough looks for a comparison. */
  static boolean isKnown(StepHistory history) {
    return history.looks() >= Thresholds.HISTORY_LOOKS;
  }

  /** Whether the time is above every part of the limit: deviations, ratio and difference. */
  static boolean isExceeded(StepHistory history, Duration now) {
    double median = seconds(history.median());
    double deviation = Thresholds.NORMAL_MAD * seconds(history.deviation());
    double time = seconds(now);
    return time > median + Thresholds.HISTORY_DEVIATIONS * deviation
        && time > Thresholds.HISTORY_TIMES * median
        && time > median + seconds(Thresholds.HISTORY_LEAST);
  }

  /** The same for a reference site, of which half the difference is enough. */
  static boolean isNearlyExceeded(StepHistory history, Duration now) {
    double median = seconds(history.median());
    return seconds(now) > (1 + Thresholds.HISTORY_TIMES) / 2 * median
        && seconds(now) > median + seconds(Thresholds.HISTORY_LEAST) / 2;
  }

  /** How many times the usual time this time is. */
  static double ratio(StepHistory history, Duration now) {
    return seconds(now) / Math.max(seconds(history.median()), 1 / NANOS);
  }

  /** The upper median; zero without a time. */
  static Duration median(List<Duration> times) {
    var sorted = times.stream().sorted().toList();
    return sorted.isEmpty() ? Duration.ZERO : sorted.get(sorted.size() / 2);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / NANOS;
  }
}

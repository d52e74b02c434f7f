package dev.parallax.watch.phase;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The times of one phase at one vantage. A baseline is the median and the median absolute deviation
 * (MAD) of at most 144 samples, one in ten minutes: a time that stays becomes the baseline within
 * half a day.
 *
 * @param samples of the baseline, oldest first, ms
 * @param sampledAt the time of the newest sample
 * @param recent the last three looks, oldest first, ms
 */
public record PhaseHistory(List<Double> samples, Instant sampledAt, List<Double> recent) {
  public static final PhaseHistory EMPTY = new PhaseHistory(List.of(), Instant.EPOCH, List.of());

  static final int LEAST = 12;
  static final int MOST = 144;
  static final Duration SPACING = Duration.ofMinutes(10);
  private static final int LEARNED = 30;
  private static final int RECENT = 3;

  /** The standard deviation of a normal distribution is this multiple of its MAD. */
  private static final double NORMAL = 1.4826;

  private static final double DEVIATIONS = 5;
  private static final double LEAST_SHARE = 0.5;
  private static final double LEAST_MILLIS = 10;

  public PhaseHistory {
    samples = List.copyOf(samples);
    recent = List.copyOf(recent);
  }

  /**
   * The usual time of a phase.
   *
   * @param median ms
   * @param deviation the MAD, ms
   */
  public record Baseline(double median, double deviation) {
    /** A longer time is outside the history, ms. */
    double limit() {
      return median
          + Math.max(DEVIATIONS * NORMAL * deviation, Math.max(LEAST_SHARE * median, LEAST_MILLIS));
    }
  }

  PhaseHistory with(double millis, Instant at) {
    var isSample = isYoung() || !sampledAt.plus(SPACING).isAfter(at);
    return new PhaseHistory(
        isSample ? last(samples, millis, MOST) : samples,
        isSample ? at : sampledAt,
        last(recent, millis, RECENT));
  }

  /** Whether each look is a sample. */
  boolean isYoung() {
    return samples.size() < LEARNED;
  }

  private static List<Double> last(List<Double> values, double next, int most) {
    var all = new ArrayList<>(values);
    all.add(next);
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  /** Empty below twelve samples. */
  public Optional<Baseline> baseline() {
    if (samples.size() < LEAST) {
      return Optional.empty();
    }
    double median = median(samples);
    return Optional.of(
        new Baseline(median, median(samples.stream().map(one -> Math.abs(one - median)).toList())));
  }

  /** The median of the last three looks, ms; empty before the first. */
  public Optional<Double> now() {
    return recent.isEmpty() ? Optional.empty() : Optional.of(median(recent));
  }

  /** Whether each of the last three looks took longer than the history explains. */
  public boolean isSlow() {
    return recent.size() == RECENT
        && baseline()
            .filter(usual -> recent.stream().allMatch(time -> time > usual.limit()))
            .isPresent();
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}

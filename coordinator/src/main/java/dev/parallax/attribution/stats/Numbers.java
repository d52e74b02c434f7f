package dev.parallax.attribution.stats;

import java.util.stream.DoubleStream;

/** The little numerics the engine needs, in natural logarithms. */
public final class Numbers {
  private static final int STEPS = 48;
  private static final double LOWEST = 0.02;
  private static final double[] LOG_HIT = new double[STEPS];
  private static final double[] LOG_MISS = new double[STEPS];

  static {
    for (int i = 0; i < STEPS; i++) {
      var p = LOWEST + (1 - LOWEST) * (i + 0.5) / STEPS;
      LOG_HIT[i] = Math.log(p);
      LOG_MISS[i] = Math.log1p(-p);
    }
  }

  private Numbers() {}

  public static double logAdd(double one, double two) {
    var high = Math.max(one, two);
    return high == Double.NEGATIVE_INFINITY
        ? high
        : high + Math.log(Math.exp(one - high) + Math.exp(two - high));
  }

  public static double logSum(double[] values) {
    var high = DoubleStream.of(values).max().orElse(Double.NEGATIVE_INFINITY);
    return high == Double.NEGATIVE_INFINITY
        ? high
        : high + Math.log(DoubleStream.of(values).map(one -> Math.exp(one - high)).sum());
  }

  /** Chance of these hits and misses when the rate is anything between 0.02 and 1 alike. */
  public static double logUnknownRate(double hits, double misses) {
    return logUnknownRate(hits, misses, LOWEST, 1);
  }

  /** The same when the rate is anything between {@code lowest} and {@code highest}. */
  public static double logUnknownRate(double hits, double misses, double lowest, double highest) {
    var first = step(lowest);
    var last = Math.max(first + 1, step(highest));
    var values = new double[STEPS];
    var high = Double.NEGATIVE_INFINITY;
    for (int i = first; i < last; i++) {
      values[i] = hits * LOG_HIT[i] + misses * LOG_MISS[i];
      high = Math.max(high, values[i]);
    }
    double sum = 0;
    for (int i = first; i < last; i++) {
      sum += values[i] < high - 40 ? 0 : Math.exp(values[i] - high);
    }
    return high + Math.log(sum / (last - first));
  }

  /** Chance of these counts, in this order, when shares are anything: a Dirichlet-multinomial. */
  public static double logPolya(double[] counts, double[] concentrations) {
    double total = 0;
    double all = 0;
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      all += concentrations[i];
      if (counts[i] > 0) {
        total += counts[i];
        sum += logGamma(concentrations[i] + counts[i]) - logGamma(concentrations[i]);
      }
    }
    return total == 0 ? 0 : sum + logGamma(all) - logGamma(all + total);
  }

  private static int step(double rate) {
    return (int) Math.round((rate - LOWEST) / (1 - LOWEST) * STEPS);
  }

  /** Where the largest of them is; of equals the first. */
  public static int largest(double[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }

  /** In how many orders these may come. */
  public static double logOrderings(int some, int others) {
    return logGamma(some + others + 1.0) - logGamma(some + 1.0) - logGamma(others + 1.0);
  }

  /** Stirling's series after eight steps up; good to 1e-10 for positive arguments. */
  static double logGamma(double x) {
    double shift = 0;
    var y = x;
    while (y < 8) {
      shift -= Math.log(y);
      y++;
    }
    var inverse = 1 / y;
    var square = inverse * inverse;
    var series = inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260));
    return shift + (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series;
  }

  /** The largest rate of failing that {@code failed} of {@code trials} leave possible at 95 %. */
  public static double excludedRate(int failed, int trials) {
    if (trials == 0 || failed >= trials) {
      return 1;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < 60; i++) {
      var middle = (low + high) / 2;
      if (atMost(failed, trials, middle) > 0.05) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double atMost(int failed, int trials, double rate) {
    double sum = 0;
    for (int k = 0; k <= failed; k++) {
      sum +=
          Math.exp(
              logGamma(trials + 1.0)
                  - logGamma(k + 1.0)
                  - logGamma(trials - k + 1.0)
                  + k * Math.log(rate)
                  + (trials - k) * Math.log1p(-rate));
    }
    return sum;
  }
}

package dev.parallax.attribution.stats;

/**
 * The marginal probability of hits and misses under an unknown rate, uniform over an interval: the
 * integral of {@code p^hits (1 - p)^misses}, by the midpoint rule on a fixed grid over [0.02, 1].
 */
public final class UnknownRate {
  private static final int STEPS = 48;
  private static final double LOWEST = 0.02;
  private static final double[] LOG_RATE = new double[STEPS];
  private static final double[] LOG_COMPLEMENT = new double[STEPS];

  /** A term this far below the largest, in logarithms, does not change the sum. */
  private static final double NEGLIGIBLE = 40;

  static {
    for (int i = 0; i < STEPS; i++) {
      var p = LOWEST + (1 - LOWEST) * (i + 0.5) / STEPS;
      LOG_RATE[i] = StrictMath.log(p);
      LOG_COMPLEMENT[i] = StrictMath.log1p(-p);
    }
  }

  private UnknownRate() {}

  /** The logarithm for a rate between 0.02 and 1. */
  public static double logProbability(double hits, double misses) {
    return logProbability(hits, misses, LOWEST, 1);
  }

  /** The logarithm for a rate between {@code lowest} and {@code highest}, rounded to the grid. */
  public static double logProbability(double hits, double misses, double lowest, double highest) {
    var first = step(lowest);
    var last = Math.max(first + 1, step(highest));
    var values = new double[STEPS];
    var high = Double.NEGATIVE_INFINITY;
    for (int i = first; i < last; i++) {
      values[i] = hits * LOG_RATE[i] + misses * LOG_COMPLEMENT[i];
      high = Math.max(high, values[i]);
    }
    double sum = 0;
    for (int i = first; i < last; i++) {
      sum += values[i] < high - NEGLIGIBLE ? 0 : StrictMath.exp(values[i] - high);
    }
    return high + StrictMath.log(sum / (last - first));
  }

  private static int step(double rate) {
    return (int) Math.round((rate - LOWEST) / (1 - LOWEST) * STEPS);
  }
}

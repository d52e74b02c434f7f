package dev.parallax.attribution.stats;

import java.util.stream.DoubleStream;

/** Sums and combinatorics in natural logarithms. */
public final class LogMath {
  private LogMath() {}

  /** {@code log(exp(first) + exp(second))}. */
  public static double logAdd(double first, double second) {
    var high = Math.max(first, second);
    return high == Double.NEGATIVE_INFINITY
        ? high
        : high + StrictMath.log(StrictMath.exp(first - high) + StrictMath.exp(second - high));
  }

  /** {@code log} of the sum of the exponentials; negative infinity for no values. */
  public static double logSum(double[] values) {
    var high = DoubleStream.of(values).max().orElse(Double.NEGATIVE_INFINITY);
    return high == Double.NEGATIVE_INFINITY
        ? high
        : high
            + StrictMath.log(
                DoubleStream.of(values).map(value -> StrictMath.exp(value - high)).sum());
  }

  /** The index of the largest value; of equal values the first. */
  public static int indexOfLargest(double[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }

  /** {@code log C(passed + failed, failed)}: the number of orders of so many of two kinds. */
  public static double logOrderings(int passed, int failed) {
    return logGamma(passed + failed + 1.0) - logGamma(passed + 1.0) - logGamma(failed + 1.0);
  }

  /** Stirling's series after eight steps up; good to 1e-10 for positive arguments. */
  static double logGamma(double x) {
    double shift = 0;
    var y = x;
    while (y < 8) {
      shift -= StrictMath.log(y);
      y++;
    }
    var inverse = 1 / y;
    var square = inverse * inverse;
    var series = inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260));
    return shift + (y - 0.5) * StrictMath.log(y) - y + 0.5 * StrictMath.log(2 * Math.PI) + series;
  }
}

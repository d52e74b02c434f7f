package dev.parallax.bench.figure;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.DoubleFunction;

/** The spread of a set of values; sorted, one or more. */
public final class Spread {
  private final double[] sorted;

  private Spread(double[] sorted) {
    this.sorted = sorted;
  }

  public static Spread of(Collection<? extends Number> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("expected one or more values, got none");
    }
    var sorted = values.stream().mapToDouble(Number::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Spread(sorted);
  }

  public int count() {
    return sorted.length;
  }

  public double median() {
    return quantile(0.5);
  }

  double min() {
    return sorted[0];
  }

  public double max() {
    return sorted[sorted.length - 1];
  }

  /** Between the closest ranks (type 7 of Hyndman and Fan, 1996); {@code q} from 0 to 1. */
  double quantile(double q) {
    double rank = q * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = (int) Math.ceil(rank);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  /** The tail: 90th percentile and largest. */
  public String tail(DoubleFunction<String> text) {
    return "p90 " + text.apply(quantile(0.9)) + ", max " + text.apply(max());
  }

  /** Smallest to largest. */
  public String range(DoubleFunction<String> text) {
    return text.apply(min()) + " to " + text.apply(max());
  }
}

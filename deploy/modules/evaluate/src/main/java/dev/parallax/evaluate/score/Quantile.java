package dev.parallax.evaluate.score;

import java.util.List;

/** The empirical quantile of a sample, as the order statistic at or below it. */
public final class Quantile {
  private Quantile() {}

  /**
   * The value of this sample that a share of it does not exceed; 0 for an empty sample.
   *
   * @param share 0 for the minimum, 0.5 for the median, 1 for the maximum
   */
  public static double of(List<? extends Number> sample, double share) {
    var sorted = sample.stream().map(Number::doubleValue).sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1)));
  }
}

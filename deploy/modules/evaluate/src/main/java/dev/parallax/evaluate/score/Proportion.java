package dev.parallax.evaluate.score;

import java.util.Locale;

/** So many of so many, with Wilson's 95 % interval. */
public record Proportion(long count, long all) {
  private static final double Z = 1.959964;

  public double value() {
    return all == 0 ? 0 : (double) count / all;
  }

  public double low() {
    return all == 0 ? 0 : Math.max(0, middle() - half());
  }

  public double high() {
    return all == 0 ? 1 : Math.min(1, middle() + half());
  }

  private double middle() {
    return (value() + Z * Z / (2 * all)) / (1 + Z * Z / all);
  }

  private double half() {
    double p = value();
    return Z / (1 + Z * Z / all) * Math.sqrt(p * (1 - p) / all + Z * Z / (4.0 * all * all));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.2f%% [%.2f, %.2f] %d/%d",
        100 * value(),
        100 * low(),
        100 * high(),
        count,
        all);
  }
}

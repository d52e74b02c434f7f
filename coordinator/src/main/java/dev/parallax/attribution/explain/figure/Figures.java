package dev.parallax.attribution.explain.figure;

import java.util.Locale;

/** Numbers as parameters of a finding. */
public final class Figures {
  private Figures() {}

  public static String count(long number) {
    return Long.toString(number);
  }

  /**
   * A share with three digits after the point.
   *
   * @param share 0 to 1
   */
  public static String rate(double share) {
    return String.format(Locale.ROOT, "%.3f", share);
  }
}

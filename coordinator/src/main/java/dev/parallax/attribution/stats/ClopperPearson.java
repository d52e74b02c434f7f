package dev.parallax.attribution.stats;

import static dev.parallax.attribution.stats.LogMath.logGamma;

/** The exact confidence bound of a binomial rate (Clopper and Pearson, 1934). */
public final class ClopperPearson {
  private static final double SIGNIFICANCE = 0.05;
  private static final int BISECTIONS = 60;

  private ClopperPearson() {}

  /** The upper 95 % bound of the rate of failing; 1 for no trials. */
  public static double upperBound(int failed, int trials) {
    if (trials == 0 || failed >= trials) {
      return 1;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      var middle = (low + high) / 2;
      if (atMost(failed, trials, middle) > SIGNIFICANCE) {
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
          StrictMath.exp(
              logGamma(trials + 1.0)
                  - logGamma(k + 1.0)
                  - logGamma(trials - k + 1.0)
                  + k * StrictMath.log(rate)
                  + (trials - k) * StrictMath.log1p(-rate));
    }
    return sum;
  }
}

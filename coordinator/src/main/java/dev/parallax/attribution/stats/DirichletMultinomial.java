package dev.parallax.attribution.stats;

import static dev.parallax.attribution.stats.LogMath.logGamma;

/** Counts of categories with unknown shares and a Dirichlet prior. */
public final class DirichletMultinomial {
  private DirichletMultinomial() {}

  /**
   * The log-probability of these counts in a given order.
   *
   * @param counts by category, not necessarily whole
   * @param concentrations of the Dirichlet prior, positive where the count is positive
   */
  public static double logProbability(double[] counts, double[] concentrations) {
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
}

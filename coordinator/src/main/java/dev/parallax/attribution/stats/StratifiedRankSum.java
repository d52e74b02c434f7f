package dev.parallax.attribution.stats;

import java.util.List;
import java.util.TreeMap;

/**
 * The rank-sum test of two samples, summed over strata (Wilcoxon 1945, Mann and Whitney 1947; for
 * strata van Elteren 1960, here with equal weights), with the variance corrected for ties.
 */
public final class StratifiedRankSum {
  private double excess;
  private double variance;

  /**
   * Adds a stratum: the values of two samples. A stratum with one sample empty adds nothing.
   *
   * @param first their excess counts as positive
   */
  public void add(List<Long> first, List<Long> second) {
    double product = (double) first.size() * second.size();
    if (product == 0) {
      return;
    }
    excess += pairs(first, second) - product / 2;
    int all = first.size() + second.size();
    variance += product / 12 * (all + 1 - ties(first, second) / ((double) all * (all - 1)));
  }

  /** Adds the strata of another sum. */
  public void add(StratifiedRankSum other) {
    excess += other.excess;
    variance += other.variance;
  }

  /**
   * The standardised excess of the first sample: under the hypothesis that every order is equally
   * probable it has mean 0 and standard deviation 1. It is 0 without any two different values.
   */
  public double z() {
    return variance == 0 ? 0 : excess / StrictMath.sqrt(variance);
  }

  /** The pairs of which the first is larger; a tie counts as half a pair. */
  private static double pairs(List<Long> first, List<Long> second) {
    double sum = 0;
    for (long value : first) {
      for (long other : second) {
        sum += value > other ? 1 : value == other ? 0.5 : 0;
      }
    }
    return sum;
  }

  /** {@code Σ (t³ − t)} over the groups of t equal values. */
  private static double ties(List<Long> first, List<Long> second) {
    var all = new TreeMap<Long, Integer>();
    first.forEach(value -> all.merge(value, 1, Integer::sum));
    second.forEach(value -> all.merge(value, 1, Integer::sum));
    return all.values().stream().mapToDouble(count -> (double) count * count * count - count).sum();
  }
}

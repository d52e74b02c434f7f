package dev.parallax.attribution.stats;

import static dev.parallax.attribution.stats.LogMath.logOrderings;

/** The one-sided exact test of two shares (Fisher, 1934). */
public final class FisherExactTest {
  private FisherExactTest() {}

  /**
   * The probability, 0 to 1, of at least so many hits in the first sample when both samples have
   * the same rate: the upper tail of the hypergeometric distribution.
   *
   * @param hits of the first sample, at most {@code trials}
   * @param otherHits of the second sample, at most {@code otherTrials}
   */
  public static double upperTail(int hits, int trials, int otherHits, int otherTrials) {
    int allHits = hits + otherHits;
    int largest = Math.min(trials, allHits);
    double sum = 0;
    for (int k = hits; k <= largest; k++) {
      if (allHits - k <= otherTrials) {
        sum += probability(k, trials, allHits - k, otherTrials);
      }
    }
    return Math.min(1, sum);
  }

  private static double probability(int hits, int trials, int otherHits, int otherTrials) {
    int all = trials + otherTrials;
    int allHits = hits + otherHits;
    return StrictMath.exp(
        logOrderings(trials - hits, hits)
            + logOrderings(otherTrials - otherHits, otherHits)
            - logOrderings(all - allHits, allHits));
  }
}

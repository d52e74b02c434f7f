package dev.parallax.attribution;

import java.util.List;

/**
 * How a cause that may show in several ways is expected to: mostly in one, the likelier ones first.
 */
final class Leanings {
  private final double[] bySight = new double[Sight.COUNT];
  private double all;
  private int sights;

  private Leanings() {}

  static Leanings of(List<Sight> likeliestFirst) {
    var leanings = new Leanings();
    leanings.sights = Sight.bits(likeliestFirst);
    int rank = 0;
    for (var sight : likeliestFirst) {
      rank++;
      leanings.bySight[sight.index()] = Priors.SHOWS / rank;
      leanings.all += Priors.SHOWS / rank;
    }
    return leanings;
  }

  /** All it may show, as bits. */
  int sights() {
    return sights;
  }

  /** Of what it showed in one place, mostly {@code main}, the chance of the rest beside it. */
  double logBeside(double[] counts, int main) {
    for (int i = 0; i < counts.length; i++) {
      if (i != main && counts[i] > 0) {
        return Numbers.logPolya(counts, bySight) - Math.log(bySight[main] / all);
      }
    }
    return 0;
  }

  /** Of all it showed, the chance that it showed just these, by {@link Sight#index()}. */
  double logChance(double[] counts) {
    return Numbers.logPolya(counts, bySight);
  }
}

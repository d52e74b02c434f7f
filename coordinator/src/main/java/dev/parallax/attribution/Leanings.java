package dev.parallax.attribution;

import java.util.List;

/**
 * How a cause that may show in several ways is expected to: mostly in one, the likelier ones first.
 */
final class Leanings {
  private final double[] bySight = new double[Sight.COUNT];

  private Leanings() {}

  static Leanings of(List<Sight> likeliestFirst) {
    var leanings = new Leanings();
    int rank = 0;
    for (var sight : likeliestFirst) {
      rank++;
      leanings.bySight[sight.index()] = Priors.SHOWS / rank;
    }
    return leanings;
  }

  /** Of all it showed, the chance that it showed just these, by {@link Sight#index()}. */
  double logChance(double[] counts) {
    return Numbers.logPolya(counts, bySight);
  }
}

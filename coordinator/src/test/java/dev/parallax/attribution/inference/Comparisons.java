package dev.parallax.attribution.inference;

import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.model.sweep.Sweep;

/** The comparison of a sweep with one target. */
final class Comparisons {
  private Comparisons() {}

  static Comparison of(Sweep sweep) {
    return SweepAnalysis.of(sweep, sweep.targets().getFirst()).table();
  }
}

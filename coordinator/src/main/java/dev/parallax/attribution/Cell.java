package dev.parallax.attribution;

import dev.parallax.model.Arm;

/**
 * One arm at one vantage towards one address: how often each sight was seen, and how likely that is
 * by itself. Counts are discounted for being correlated, so they are not whole.
 */
final class Cell {
  private static final double SPARSE = 1.0 / Sight.COUNT;

  private final Arm arm;
  private final String address;
  private final double[] counts;
  private final double total;
  private final double[] background = new double[Sight.COUNT];
  private final double backgroundTotal;
  private final double unsure;

  /**
   * @param expected how likely each sight is when no cause is at work
   */
  Cell(Arm arm, String address, int[] seen, double[] expected) {
    this.arm = arm;
    this.address = address;
    this.counts = discounted(seen);
    double trials = 0;
    double plain = 0;
    for (int i = 0; i < Sight.COUNT; i++) {
      trials += counts[i];
      background[i] = counts[i] == 0 ? 0 : counts[i] * Math.log(expected[i]);
      plain += background[i];
    }
    this.total = trials;
    this.backgroundTotal = plain;
    this.unsure = logPolya();
  }

  private static double[] discounted(int[] seen) {
    int trials = 0;
    for (int count : seen) {
      trials += count;
    }
    var factor = 1 / (1 + Priors.CORRELATION * Math.max(0, trials - 1));
    var counts = new double[Sight.COUNT];
    for (int i = 0; i < Sight.COUNT; i++) {
      counts[i] = seen[i] * factor;
    }
    return counts;
  }

  Arm arm() {
    return arm;
  }

  String address() {
    return address;
  }

  double total() {
    return total;
  }

  double count(Sight sight) {
    return counts[sight.index()];
  }

  /** Log-likelihood of the trials that saw {@code sight} when no cause is at work. */
  double background(Sight sight) {
    return background[sight.index()];
  }

  /** What is gained by predicting nothing for this cell instead of soundness. */
  double unsureGain() {
    return unsure - backgroundTotal;
  }

  /** What is gained by letting something unknown touch this cell perhaps. */
  double unknownGain() {
    var sound = Math.log1p(-Priors.UNKNOWN_TOUCHES) + backgroundTotal;
    var touched = Math.log(Priors.UNKNOWN_TOUCHES) + unsure;
    return Numbers.logAdd(sound, touched) - backgroundTotal;
  }

  /** A sparse Dirichlet-multinomial: one sight, whichever, again and again. */
  private double logPolya() {
    double sum = Numbers.logGamma(1) - Numbers.logGamma(1 + total);
    for (double count : counts) {
      if (count > 0) {
        sum += Numbers.logGamma(SPARSE + count) - Numbers.logGamma(SPARSE);
      }
    }
    return sum;
  }
}

package dev.parallax.attribution;

import java.util.List;

/**
 * How often trials of one vantage go wrong for no reason worth a verdict, by its references.
 *
 * @param noise share of trials that fail
 * @param lossy share of trials that pass with packets sent again
 * @param slow share of trials that pass many times slower than their round trips
 */
record Background(double noise, double lossy, double slow) {
  private static final double[] SOUND = sound();

  static Background of(Seat seat) {
    var references = seat.references();
    var failed = references.stream().filter(trial -> !trial.ok()).count();
    return new Background(
        rate(Priors.NOISE, Priors.NOISE_WEIGHT, failed, references.size()),
        rate(Priors.LOSSY, Priors.LOSSY_WEIGHT, lossy(references), references.size()),
        rate(Priors.SLOW, Priors.SLOW_WEIGHT, slow(references), references.size()));
  }

  private static long lossy(List<Trial> trials) {
    return trials.stream().filter(trial -> trial.sight() == Sight.OK_LOSSY || !trial.ok()).count();
  }

  private static long slow(List<Trial> trials) {
    return trials.stream().filter(trial -> trial.sight() == Sight.OK_SLOW).count();
  }

  private static double rate(double usual, double weight, long seen, int trials) {
    return (usual * weight + seen) / (weight + trials);
  }

  /** How likely each sight is where a sound server answers in one way. */
  double[] expected() {
    return expected(SOUND);
  }

  /**
   * How likely each sight is.
   *
   * @param manner of a sound server
   */
  double[] expected(double[] manner) {
    var expected = new double[Sight.COUNT];
    for (var sight : Sight.values()) {
      expected[sight.index()] = (1 - noise) * manner[sight.index()] + noise * Priors.noise(sight);
    }
    var ok = expected[Sight.OK.index()];
    expected[Sight.OK_LOSSY.index()] += ok * lossy;
    expected[Sight.OK_SLOW.index()] += ok * slow;
    expected[Sight.OK.index()] = ok * (1 - lossy - slow);
    return expected;
  }

  private static double[] sound() {
    var sound = new double[Sight.COUNT];
    sound[Sight.OK.index()] = 1;
    return sound;
  }
}

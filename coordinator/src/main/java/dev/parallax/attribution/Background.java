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

  double[] expected(Manners manners, Cell.Key key) {
    return manners.expected(key.arm(), key.question(), this);
  }
}

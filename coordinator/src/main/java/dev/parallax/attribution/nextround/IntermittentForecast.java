package dev.parallax.attribution.nextround;

import dev.parallax.attribution.catalogue.NoiseModel;
import dev.parallax.attribution.hypothesis.Hypothesis;

/**
 * Beta-binomial forecast of an intermittent fault: from the struck and missed trials so far, the
 * probabilities of further trials (uniform prior of the rate).
 */
public record IntermittentForecast(double hits, double misses) {
  /** Of base trials, where the cause reaches. */
  static IntermittentForecast of(Hypothesis hypothesis) {
    double hits = 0;
    double trials = 0;
    for (var row : hypothesis.reach().rows()) {
      for (var entry : row.base().entrySet()) {
        hits += hypothesis.shows(entry.getKey()) ? entry.getValue() : 0;
        trials += entry.getValue();
      }
    }
    return new IntermittentForecast(hits, trials - hits);
  }

  /** Chance that it forecast each of as many trials more. */
  double each(int trials) {
    return runs(hits, misses, trials);
  }

  /** The probability that none of them is struck. */
  double none(int trials) {
    return runs(misses, hits, trials);
  }

  private static double runs(double seen, double opposite, int trials) {
    double chance = 1;
    for (int i = 0; i < trials; i++) {
      chance *= (seen + 1 + i) / (seen + opposite + 2 + i);
    }
    return chance;
  }

  /** The probability that noise looks like it: once in a few trials, twice in many. */
  static double noise(int trials) {
    var never = StrictMath.pow(1 - NoiseModel.FORECAST_FAILURE, trials);
    var once =
        trials < NoiseModel.FORECAST_MANY_TRIALS
            ? 0
            : trials
                * NoiseModel.FORECAST_FAILURE
                * StrictMath.pow(1 - NoiseModel.FORECAST_FAILURE, trials - 1);
    return Math.max(0, 1 - never - once);
  }
}

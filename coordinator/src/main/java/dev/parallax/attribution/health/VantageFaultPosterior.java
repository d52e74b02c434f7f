package dev.parallax.attribution.health;

import dev.parallax.attribution.catalogue.NoiseModel;
import dev.parallax.attribution.catalogue.Priors;
import dev.parallax.attribution.catalogue.Thresholds;

/**
 * The posterior of a vantage's fault by its reference sites and recorded facts. It is the
 * likelihood's model of a mechanism that always acts, on the one arm that the likelihood does not
 * contain: a reference fails with probability 1 - {@link NoiseModel#MISS} at a faulty vantage and
 * {@link NoiseModel#FAILURE} at a sound vantage.
 */
public final class VantageFaultPosterior {
  /** The log Bayes factor of one failed reference trial, in natural logarithms. */
  public static final double WEIGHT_OF_FAILURE =
      StrictMath.log((1 - NoiseModel.MISS) / NoiseModel.FAILURE);

  /** The log Bayes factor of a recorded fact, which counts as two failed reference trials. */
  public static final double WEIGHT_OF_FACT = 2 * WEIGHT_OF_FAILURE;

  private static final double LOG_PRIOR_ODDS =
      StrictMath.log(Priors.VANTAGE_FAULT / (1 - Priors.VANTAGE_FAULT));

  private VantageFaultPosterior() {}

  /** The probability of the fault, at most {@link Thresholds#VANTAGE_FAULT_SUREST}. */
  public static double of(int failedReferences, boolean byFact) {
    double logOdds =
        LOG_PRIOR_ODDS + failedReferences * WEIGHT_OF_FAILURE + (byFact ? WEIGHT_OF_FACT : 0);
    return Math.min(Thresholds.VANTAGE_FAULT_SUREST, 1 / (1 + StrictMath.exp(-logOdds)));
  }
}

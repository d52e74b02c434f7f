package dev.parallax.attribution.inference;

import dev.parallax.model.verdict.Blame;

/**
 * The upper limits of reported probabilities: posterior mass concentrates near 1, and this share of
 * such verdicts is right. Fitted by {@code deploy/evaluate --split calibration --fit} on 3,000
 * sweeps of seed 501, which no reported figure uses.
 */
public final class Calibration {
  private Calibration() {}

  /** The share of right verdicts among the most certain verdicts with this blame. */
  static double surest(Blame blame) {
    return switch (blame) {
      case HEALTHY, VANTAGE -> 0.996;
      case ORIGIN -> 0.98;
      case REGION, PATH, INCONCLUSIVE -> 0.985;
    };
  }

  public static double of(Blame blame, double belief) {
    return Math.clamp(belief, 0, surest(blame));
  }
}

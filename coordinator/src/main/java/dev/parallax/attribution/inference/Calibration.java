package dev.parallax.attribution.inference;

import dev.parallax.model.Blame;

/**
 * How far belief may be trusted, as the evaluation found: raw belief crowds at one, and of verdicts
 * that sure this share is right. Fitted by {@code deploy/evaluate --split calibration --fit} on
 * 3,000 sweeps of seed 501, none of which a reported figure rests on.
 */
public final class Calibration {
  private Calibration() {}

  /** The share of right ones among verdicts with this blame that are as sure as belief gets. */
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

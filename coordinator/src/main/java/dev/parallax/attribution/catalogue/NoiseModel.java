package dev.parallax.attribution.catalogue;

import dev.parallax.attribution.symptom.Symptom;

/**
 * The outcomes of trials without a cause, and the error rates of mechanisms. A rate is a share of
 * trials, 0 to 1; a weight is the prior sample size of a rate, in reference trials. All are expert
 * judgement, not fitted.
 */
public final class NoiseModel {
  private NoiseModel() {}

  /** A mechanism that always acts does not hit a trial. */
  public static final double MISS = 0.02;

  /** Natural logarithms: a mechanism that always acts hits, or misses, a trial. */
  public static final double LOG_ALWAYS_HITS = StrictMath.log1p(-MISS);

  public static final double LOG_ALWAYS_MISSES = StrictMath.log(MISS);

  /** A trial fails without a cause. */
  public static final double FAILURE = 0.03;

  public static final double FAILURE_WEIGHT = 30;

  /** A trial passes and several packets were retransmitted. */
  public static final double LOSSY = 0.05;

  public static final double LOSSY_WEIGHT = 10;

  /** A trial passes, many times slower than its round-trip times explain. */
  public static final double SLOW = 0.01;

  public static final double SLOW_WEIGHT = 15;

  /**
   * The correlation of trials of one arm at one vantage, which share a minute and a path: N trials
   * count as N / (1 + 0.1 (N - 1)).
   */
  public static final double CORRELATION = 0.1;

  /** A vantage is an outlier: it shows an observation without a cause. */
  public static final double OUTLIER = 0.01;

  /** A vantage is an outlier: it, or its resolver, loses packets for a while. */
  public static final double LOSSY_OUTLIER = 0.03;

  /** The rate at which it loses trials, at least and at most. */
  public static final double LOSSY_OUTLIER_LEAST = 0.02;

  public static final double LOSSY_OUTLIER_MOST = 0.7;

  /** The unknown cause touches a cell. */
  public static final double UNKNOWN_TOUCHES = 0.1;

  /**
   * The effect of a mechanism on an arm without a prediction, one draw for all vantages: no effect.
   */
  public static final double UNKNOWN_EFFECT_SPARES = 0.45;

  /** Likewise: the same effect as on the other arms. */
  public static final double UNKNOWN_EFFECT_HITS = 0.45;

  /** Likewise: any other effect. */
  public static final double UNKNOWN_EFFECT_OTHER = 0.10;

  /** In a forecast: a trial fails without a cause, with one particular symptom. */
  public static final double FORECAST_FAILURE = 0.006;

  /** In a forecast: from as many trials on a single failure is noise. */
  public static final int FORECAST_MANY_TRIALS = 10;

  /** How failures without a cause are spread over symptoms. */
  public static double noise(Symptom symptom) {
    return switch (symptom) {
      case CONNECT_SILENT -> 0.25;
      case SILENT_AFTER_HELLO, NAME_UNRESOLVED -> 0.14;
      case CUT_AFTER_HELLO, BROKEN_HANDSHAKE, HTTP_BROKEN -> 0.10;
      case HTTP_STATUS -> 0.05;
      case UNREACHABLE, CUT_BEFORE_HELLO -> 0.03;
      case REFUSED -> 0.02;
      case OK, OK_LOSSY, OK_SLOW -> 0;
      default -> 0.004;
    };
  }
}

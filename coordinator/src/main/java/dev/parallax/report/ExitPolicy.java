package dev.parallax.report;

/**
 * The caller's thresholds for findings and coverage.
 *
 * @param minVantages fewer answering vantages than this is inconclusive; 1 or more
 */
public record ExitPolicy(FailOn failOn, int minVantages) {
  public static final ExitPolicy DEFAULT = new ExitPolicy(FailOn.DEFAULT, 1);

  public ExitPolicy {
    if (minVantages < 1) {
      throw new IllegalArgumentException("at least 1 vantage must answer, got: " + minVantages);
    }
  }
}

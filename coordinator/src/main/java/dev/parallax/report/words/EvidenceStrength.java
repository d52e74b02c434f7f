package dev.parallax.report.words;

import java.util.Locale;

/** A log-likelihood ratio for people: the factor, and a bar. */
public final class EvidenceStrength {
  /** Beyond this a factor is only "more than". */
  private static final int DECADES = 7;

  private static final String LIMIT = "10,000,000";

  private EvidenceStrength() {}

  /** {@code ×13,000}, {@code ÷4.2}, {@code >×10,000,000}. */
  public static String factor(double weight) {
    var sign = weight < 0 ? "÷" : "×";
    var decades = Math.abs(weight) / StrictMath.log(10);
    return decades > DECADES ? ">" + sign + LIMIT : sign + rounded(StrictMath.pow(10, decades));
  }

  /** A block for each factor of ten, at least half a block, at most seven. */
  public static String bar(double weight) {
    var halves = Math.clamp(Math.round(2 * Math.abs(weight) / StrictMath.log(10)), 1, 2 * DECADES);
    return "█".repeat(halves / 2) + (halves % 2 == 1 ? "▌" : "");
  }

  /** Two significant digits. */
  private static String rounded(double factor) {
    if (factor < 9.95) {
      return String.format(Locale.ROOT, "%.1f", factor);
    }
    var unit = Math.max(1, StrictMath.pow(10, Math.floor(StrictMath.log10(factor)) - 1));
    return String.format(Locale.ROOT, "%,.0f", Math.round(factor / unit) * unit);
  }
}

package dev.parallax.attribution.verdict;

import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.model.verdict.Verdict;
import java.util.Comparator;
import java.util.Optional;

/**
 * A verdict and its place among the verdicts on one target: what fails base probes comes before
 * what only other arms meet, then in descending order of explained failing vantages.
 *
 * @param base whether it explains failures of base probes
 */
public record RankedVerdict(Verdict verdict, boolean base) {
  public static final Comparator<RankedVerdict> ORDER =
      Comparator.comparing(RankedVerdict::base)
          .thenComparingInt(ranked -> ranked.verdict().explains().size())
          .reversed()
          .thenComparing(ranked -> ranked.verdict().blame())
          .thenComparing(ranked -> ranked.verdict().scope().value());

  /**
   * The place of a verdict on the target.
   *
   * @param hypothesis the leading one of the verdict; empty where nothing is wrong
   */
  public static RankedVerdict onTarget(Verdict verdict, Optional<Hypothesis> hypothesis) {
    return new RankedVerdict(verdict, hypothesis.map(Hypothesis::showsAtBase).orElse(true));
  }

  public static RankedVerdict onVantage(Verdict verdict) {
    return new RankedVerdict(verdict, true);
  }
}

package dev.parallax.attribution.verdict;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.explain.figure.FailureWords;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.explain.figure.HttpStatuses;
import dev.parallax.attribution.stats.Share;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Map;

/**
 * Vantages at which half of many base trials fail. Lost packets of one vantage explain them for the
 * target, and no client there would call the target healthy.
 */
final class FailingHalf {
  private FailingHalf() {}

  static boolean anywhere(List<ComparedVantage> rows) {
    return rows.stream().anyMatch(FailingHalf::isReached);
  }

  /** One finding for each such vantage, with all failure words. */
  static List<Evidence> evidence(List<ComparedVantage> rows) {
    return rows.stream().filter(FailingHalf::isReached).map(FailingHalf::finding).toList();
  }

  private static boolean isReached(ComparedVantage row) {
    return row.baseTrials() >= Thresholds.TRIALS_OF_A_HALF
        && Share.of(row.failedBaseTrials(), row.baseTrials()).isAtLeastHalf();
  }

  private static Evidence finding(ComparedVantage row) {
    var failed = row.vantage().base().filter(trial -> !trial.ok()).toList();
    return new Evidence(
        FindingKind.BASE_FAILS,
        HttpStatuses.added(
            Map.of(
                "word", FailureWords.counted(failed.stream()),
                "failed", Figures.count(failed.size()),
                "trials", Figures.count(row.baseTrials())),
            failed.stream()),
        List.of(row.id()),
        List.of(),
        0);
  }
}

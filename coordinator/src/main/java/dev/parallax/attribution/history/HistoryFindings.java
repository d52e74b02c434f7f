package dev.parallax.attribution.history;

import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the history of a target says about a sweep; no part of the probability. */
public final class HistoryFindings {
  private HistoryFindings() {}

  /**
   * Empty without a history.
   *
   * @param vantages all answering vantages
   * @param faulty of which times say nothing about the target
   */
  public static List<Evidence> of(
      List<VantageTrials> vantages, Set<VantageId> faulty, Optional<TargetHistory> history) {
    var well = vantages.stream().filter(vantage -> !faulty.contains(vantage.id())).toList();
    return history.stream()
        .flatMap(
            known ->
                Stream.concat(SlowStepFindings.of(well, known), ServerChanges.of(vantages, known)))
        .toList();
  }
}

package dev.parallax.attribution.history;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.Step;
import dev.parallax.model.history.StepHistory;
import dev.parallax.model.history.VantageHistory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The times of one step at one vantage, beside its own history.
 *
 * @param now the median of the sweep's trials
 * @param trials their number
 */
public record ComparedStep(
    VantageTrials vantage,
    Step step,
    Duration now,
    int trials,
    StepHistory usual,
    ReferencePace references) {

  /** The times of the reference sites at the same vantage, beside their own history. */
  public enum ReferencePace {
    USUAL,
    /** The vantage or its network is slow; nothing follows for the target. */
    SLOW,
    /** No reference site of the sweep has a history there. */
    UNKNOWN
  }

  /** Empty with too few looks or trials. */
  static Optional<ComparedStep> of(VantageTrials vantage, VantageHistory history, Step step) {
    var times = StepSamples.of(vantage.base(), step);
    return history
        .step(step)
        .filter(UsualTime::isKnown)
        .filter(usual -> times.size() >= Thresholds.HISTORY_TRIALS)
        .map(
            usual ->
                new ComparedStep(
                    vantage,
                    step,
                    UsualTime.median(times),
                    times.size(),
                    usual,
                    references(vantage, history, step)));
  }

  /** Whether the step takes longer than its own history explains, whatever the reason. */
  public boolean isSlow() {
    return UsualTime.isExceeded(usual, now);
  }

  /** How many times the usual time the step takes. */
  double ratio() {
    return UsualTime.ratio(usual, now);
  }

  private static ReferencePace references(
      VantageTrials vantage, VantageHistory history, Step step) {
    var sites = vantage.references().stream().collect(Collectors.groupingBy(ClassifiedTrial::site));
    var slow =
        sites.entrySet().stream()
            .flatMap(
                site ->
                    isSlow(site.getValue(), history.reference(site.getKey(), step), step).stream())
            .toList();
    long count = slow.stream().filter(one -> one).count();
    if (slow.isEmpty()) {
      return ReferencePace.UNKNOWN;
    }
    return 2 * count >= slow.size() ? ReferencePace.SLOW : ReferencePace.USUAL;
  }

  private static Optional<Boolean> isSlow(
      List<ClassifiedTrial> trials, Optional<StepHistory> history, Step step) {
    var times = StepSamples.of(trials.stream(), step);
    return history
        .filter(UsualTime::isKnown)
        .filter(usual -> !times.isEmpty())
        .map(usual -> UsualTime.isNearlyExceeded(usual, UsualTime.median(times)));
  }
}

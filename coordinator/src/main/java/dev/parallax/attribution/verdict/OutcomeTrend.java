package dev.parallax.attribution.verdict;

import dev.parallax.attribution.catalogue.Mechanism;
import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.stats.StratifiedRankSum;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A posterior predictive check of a hypothesis under which every order of the outcomes is equally
 * probable: that nothing is wrong, or that trials fail at random. If trials fail mostly before the
 * others, or mostly after them, at several networks alike, the target changed during the sweep, and
 * none of these hypotheses fits.
 *
 * @param rows the outside and inside vantages with failing and passing trials
 * @param z the standardised rank of the failing trials among all; negative for early failures
 */
record OutcomeTrend(List<ComparedVantage> rows, Predicate<ClassifiedTrial> failing, double z) {
  /** The trials of one arm at one address, which differ in time only. */
  private record TrialStratum(Arm arm, String variant, Optional<IpAddress> at) {
    static TrialStratum of(ClassifiedTrial trial) {
      return new TrialStratum(trial.arm(), trial.seen().key().variant(), trial.at());
    }
  }

  /** The trend that a hypothesis does not predict; empty where there is none. */
  static Optional<OutcomeTrend> against(@Nullable Hypothesis hypothesis, Comparison table) {
    if (hypothesis != null && !isExchangeable(hypothesis)) {
      return Optional.empty();
    }
    Predicate<ClassifiedTrial> failing =
        hypothesis == null || hypothesis.unknown()
            ? trial -> !trial.ok()
            : trial -> !trial.ok() && hypothesis.shows(trial.symptom());
    var rows = table.rows().stream().filter(row -> isMixed(row, failing)).toList();
    var trend = new OutcomeTrend(rows, failing, z(rows, failing));
    return trend.isEvident() ? Optional.of(trend) : Optional.empty();
  }

  /** A residual block and a rate limit predict an order. */
  private static boolean isExchangeable(Hypothesis hypothesis) {
    return !hypothesis.always()
        && !hypothesis.mechanism().restrictions().contains(Mechanism.Restriction.RESIDUAL);
  }

  private static boolean isMixed(ComparedVantage row, Predicate<ClassifiedTrial> failing) {
    return row.vantage().base().anyMatch(failing)
        && row.vantage().base().anyMatch(ClassifiedTrial::ok);
  }

  private static double z(List<ComparedVantage> rows, Predicate<ClassifiedTrial> failing) {
    var sum = new StratifiedRankSum();
    rows.forEach(row -> sum.add(rankSum(row, failing)));
    return sum.z();
  }

  private static StratifiedRankSum rankSum(
      ComparedVantage row, Predicate<ClassifiedTrial> failing) {
    var sum = new StratifiedRankSum();
    row.vantage().trials().stream()
        .filter(trial -> ArmGroups.ANY.contains(trial.arm()))
        .filter(trial -> trial.ok() || failing.test(trial))
        .collect(Collectors.groupingBy(TrialStratum::of))
        .values()
        .forEach(trials -> sum.add(turns(trials, failing), turns(trials, ClassifiedTrial::ok)));
    return sum;
  }

  private static List<Long> turns(List<ClassifiedTrial> trials, Predicate<ClassifiedTrial> which) {
    return trials.stream().filter(which).map(OutcomeTrend::turn).toList();
  }

  private static long turn(ClassifiedTrial trial) {
    return ((long) trial.seen().key().round() << Integer.SIZE) + trial.seen().key().trial();
  }

  /** One network with a burst of losses is no trend: the others must show it too. */
  private boolean isEvident() {
    if (Math.abs(z) < Thresholds.TREND_Z) {
      return false;
    }
    var byNetwork = new HashMap<String, List<ComparedVantage>>();
    rows.forEach(
        row -> byNetwork.computeIfAbsent(row.network(), none -> new ArrayList<>()).add(row));
    return byNetwork.keySet().stream().allMatch(this::isSeenWithout);
  }

  private boolean isSeenWithout(String network) {
    var rest = rows.stream().filter(row -> !row.network().equals(network)).toList();
    return z(rest, failing) * Math.signum(z) >= Thresholds.TREND_Z_ELSEWHERE;
  }

  /** The base trials of the earlier and of the later half of the turns. */
  Evidence evidence() {
    var trials =
        rows.stream()
            .flatMap(row -> row.vantage().base())
            .filter(trial -> trial.ok() || failing.test(trial))
            .sorted(Comparator.comparingLong(OutcomeTrend::turn))
            .toList();
    var early = trials.subList(0, trials.size() / 2);
    var late = trials.subList(trials.size() / 2, trials.size());
    return new Evidence(
        FindingKind.CHANGES_DURING_SWEEP,
        Map.of(
            "earlyFailed", Figures.count(early.stream().filter(failing).count()),
            "earlyTrials", Figures.count(early.size()),
            "lateFailed", Figures.count(late.stream().filter(failing).count()),
            "lateTrials", Figures.count(late.size())),
        rows.stream().map(ComparedVantage::id).toList(),
        List.of(),
        0);
  }
}

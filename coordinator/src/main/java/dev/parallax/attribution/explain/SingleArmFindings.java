package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.explain.figure.FailureWords;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Findings of arms that no cause predicts: an arm that passes where base fails shows that its
 * factor matters, and an arm that fails alone shows a fault that the base probe does not detect.
 */
public final class SingleArmFindings {
  /** Their passing or failing is about the target; of the rest it is not. */
  private static final Set<Arm> TELLING =
      EnumSet.of(
          Arm.OTHER_PORT,
          Arm.OTHER_FAMILY,
          Arm.DIRECT_IP,
          Arm.SPLIT_HELLO,
          Arm.SMALL_HELLO,
          Arm.BIG_HELLO,
          Arm.BROWSER_HELLO,
          Arm.ECH_GREASE,
          Arm.TLS12,
          Arm.TLS13,
          Arm.QUIC,
          Arm.ICMP_ECHO);

  /** Arms of which a failure beside a base arm that passes concerns the target's clients. */
  private static final Set<Arm> BESIDE_BASE =
      EnumSet.of(
          Arm.SPLIT_HELLO,
          Arm.SMALL_HELLO,
          Arm.BIG_HELLO,
          Arm.BROWSER_HELLO,
          Arm.ECH_GREASE,
          Arm.TLS12,
          Arm.TLS13,
          Arm.OTHER_FAMILY);

  private SingleArmFindings() {}

  /** Arms that pass where base fails. */
  static Stream<Evidence> passing(List<ComparedVantage> failing) {
    return TELLING.stream().flatMap(arm -> passing(arm, failing));
  }

  private static Stream<Evidence> passing(Arm arm, List<ComparedVantage> failing) {
    var rows = failing.stream().filter(row -> trials(row, arm).findAny().isPresent()).toList();
    long trials = rows.stream().flatMap(row -> trials(row, arm)).count();
    long failed =
        rows.stream().flatMap(row -> trials(row, arm)).filter(trial -> !trial.ok()).count();
    if (trials == 0 || !Share.of(failed, trials).isAtMostOneFifth()) {
      return Stream.of();
    }
    long base = rows.stream().mapToLong(ComparedVantage::baseTrials).sum();
    long baseFailed =
        rows.stream()
            .flatMap(row -> row.vantage().base())
            .filter(classifiedTrial -> !classifiedTrial.ok())
            .count();
    return Stream.of(
        new Evidence(
            FindingKind.ARM_PASSES,
            Map.of(
                "arm", arm.word(),
                "failed", Figures.count(failed),
                "trials", Figures.count(trials),
                "baseFailed", Figures.count(baseFailed),
                "baseTrials", Figures.count(base)),
            ComparedVantages.ids(rows),
            List.of(),
            0));
  }

  /** Arms that fail where base passes. */
  public static Stream<Evidence> failingAlone(List<ComparedVantage> rows) {
    return BESIDE_BASE.stream().flatMap(arm -> failingAlone(arm, rows));
  }

  private static Stream<Evidence> failingAlone(Arm arm, List<ComparedVantage> all) {
    var rows = all.stream().filter(row -> failsAlone(row, arm)).toList();
    return rows.isEmpty() ? Stream.of() : Stream.of(alone(arm, rows, trial -> !trial.ok(), 0));
  }

  /**
   * The failures of the arm beside the base trials of the same vantages.
   *
   * @param failed which trials failed so
   */
  static Evidence alone(
      Arm arm, List<ComparedVantage> rows, Predicate<ClassifiedTrial> failed, double weight) {
    var trials = rows.stream().flatMap(row -> trials(row, arm)).toList();
    var base = rows.stream().flatMap(row -> row.vantage().base()).toList();
    return new Evidence(
        FindingKind.ARM_FAILS_ALONE,
        Map.of(
            "arm", arm.word(),
            "word", FailureWords.counted(trials.stream().filter(failed)),
            "failed", Figures.count(trials.stream().filter(failed).count()),
            "trials", Figures.count(trials.size()),
            "basePassed", Figures.count(base.stream().filter(ClassifiedTrial::ok).count()),
            "baseTrials", Figures.count(base.size())),
        ComparedVantages.ids(rows),
        List.of(),
        weight);
  }

  private static boolean failsAlone(ComparedVantage row, Arm arm) {
    if (!row.vantage().ran(arm)) {
      return false;
    }
    long trials = trials(row, arm).count();
    long failed = trials(row, arm).filter(trial -> !trial.ok()).count();
    long passed = row.vantage().base().filter(ClassifiedTrial::ok).count();
    return Share.of(failed, trials).isOverHalf()
        && Share.of(passed, row.baseTrials()).isAtLeastFourFifths();
  }

  private static Stream<ClassifiedTrial> trials(ComparedVantage row, Arm arm) {
    return row.vantage().all().filter(trial -> trial.arm() == arm);
  }
}

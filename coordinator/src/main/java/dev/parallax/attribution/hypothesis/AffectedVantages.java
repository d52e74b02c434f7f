package dev.parallax.attribution.hypothesis;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.Symptom;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The vantages with the symptom of a cause. */
public final class AffectedVantages {
  private AffectedVantages() {}

  public static List<ComparedVantage> by(Hypothesis hypothesis) {
    return hypothesis.unknown()
        ? List.of()
        : hypothesis.reach().rows().stream()
            .filter(row -> AffectedVantages.fails(row, hypothesis))
            .toList();
  }

  /** The number of their trials of the arms that detect the cause. */
  public static int trials(Hypothesis hypothesis) {
    return by(hypothesis).stream().mapToInt(row -> count(row, hypothesis, seen -> true)).sum();
  }

  /** Whether every permanently failing vantage shows the symptom of one of these hypotheses. */
  public static boolean allFailing(Comparison table, List<Hypothesis> hypotheses) {
    return table.rows().stream()
        .filter(ComparedVantage::failsForGood)
        .allMatch(row -> hypotheses.stream().anyMatch(hypothesis -> by(hypothesis).contains(row)));
  }

  /** Vantages of which most such trials fail so, or two at least. */
  public static List<ComparedVantage> clearlyBy(Hypothesis hypothesis) {
    return by(hypothesis).stream()
        .filter(row -> AffectedVantages.clearlyFails(row, hypothesis))
        .toList();
  }

  /** A trial of an arm that detects the cause ended with its symptom. */
  static boolean fails(ComparedVantage row, Hypothesis hypothesis) {
    return count(row, hypothesis, hypothesis::shows) > 0;
  }

  /** Most trials of the arms that detect the cause ended with its symptom, or at least two. */
  static boolean clearlyFails(ComparedVantage row, Hypothesis hypothesis) {
    var failed = count(row, hypothesis, hypothesis::shows);
    return failed >= Thresholds.CLEARLY_FAILED_TRIALS
        || (failed > 0 && Share.of(failed, count(row, hypothesis, seen -> true)).isAtLeastHalf());
  }

  /**
   * The trials of the arms that detect the cause mostly pass the step of its symptom. Trials that
   * ended before that step count for neither, while they are the minority; small packet loss is
   * ubiquitous.
   */
  public static boolean clears(ComparedVantage row, Hypothesis hypothesis) {
    var clear =
        count(
            row, hypothesis, seen -> seen.clears(hypothesis.symptom()) && !hypothesis.shows(seen));
    var there =
        count(row, hypothesis, seen -> seen.clears(hypothesis.symptom()) || hypothesis.shows(seen));
    boolean mostly =
        hypothesis.symptom().passes()
            ? Share.of(clear, there).isAtLeastThreeFifths()
            : Share.of(clear, there).isAtLeastFourFifths();
    return clear > 0
        && mostly
        && Share.of(clear, count(row, hypothesis, seen -> true)).isAtLeastHalf();
  }

  private static int count(ComparedVantage row, Hypothesis hypothesis, Predicate<Symptom> which) {
    int count = 0;
    for (var arm : hypothesis.mechanism().noticed()) {
      for (var entry : row.ended().getOrDefault(arm, Map.of()).entrySet()) {
        count += which.test(entry.getKey()) ? entry.getValue() : 0;
      }
    }
    return count;
  }
}

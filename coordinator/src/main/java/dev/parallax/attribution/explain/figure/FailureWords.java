package dev.parallax.attribution.explain.figure;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.failure.StepFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The failures that trials ended with, step and word. */
public final class FailureWords {
  private static final int SHOWN = 4;

  private FailureWords() {}

  /** The failure that most of these trials ended with; of equals the first by name. */
  public static Optional<StepFailure> dominant(List<ComparedVantage> rows, Hypothesis hypothesis) {
    return dominant(rows, hypothesis::shows);
  }

  /** Likewise, of the trials with such a symptom. */
  public static Optional<StepFailure> dominant(
      List<ComparedVantage> rows, Predicate<Symptom> which) {
    var counts = new TreeMap<StepFailure, Long>();
    rows.forEach(
        row -> row.failures(which).forEach((failure, n) -> counts.merge(failure, n, Long::sum)));
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /**
   * The failures of these trials as they came: the name alone where all failed alike, else each
   * with its count, the most frequent first, four at most. Empty when no trial failed.
   */
  public static String counted(Stream<ClassifiedTrial> trials) {
    var counts = new TreeMap<StepFailure, Long>();
    trials
        .flatMap(trial -> trial.failure().stream())
        .forEach(failure -> counts.merge(failure, 1L, Long::sum));
    if (counts.size() == 1) {
      return counts.firstKey().text();
    }
    var shown =
        counts.entrySet().stream()
            .sorted(Map.Entry.<StepFailure, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(SHOWN)
            .map(count -> count.getValue() + " " + count.getKey().text())
            .collect(Collectors.joining(", "));
    return counts.size() > SHOWN ? shown + ", …" : shown;
  }
}

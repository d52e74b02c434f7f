package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.FailureWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The failure words that trials ended with. */
public final class FailureWords {
  private FailureWords() {}

  /** The failure word that most of these trials ended with; of equals the first by name. */
  public static Optional<FailureWord> dominant(List<ComparedVantage> rows, Hypothesis hypothesis) {
    return dominant(rows, hypothesis::shows);
  }

  /** Likewise, of the trials with such a symptom. */
  public static Optional<FailureWord> dominant(
      List<ComparedVantage> rows, Predicate<Symptom> which) {
    var counts = new TreeMap<FailureWord, Long>();
    rows.forEach(row -> row.words(which).forEach((word, n) -> counts.merge(word, n, Long::sum)));
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /** The first word by name; empty when no trial failed. */
  static String first(Stream<ClassifiedTrial> trials) {
    return trials
        .flatMap(trial -> trial.word().stream())
        .sorted()
        .findFirst()
        .map(FailureWord::word)
        .orElse("");
  }
}

package dev.parallax.attribution.health;

import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.FailureWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The most frequent word or symptom of trials; of equally frequent ones the first. */
final class MostFrequent {
  private MostFrequent() {}

  static Optional<Symptom> symptom(List<ClassifiedTrial> trials) {
    return of(trials, ClassifiedTrial::symptom);
  }

  static FailureWord word(List<ClassifiedTrial> trials) {
    return of(trials, trial -> trial.word().orElse(FailureWord.UNKNOWN))
        .orElse(FailureWord.UNKNOWN);
  }

  /** How the vantage's base probes fail. */
  static Symptom baseSymptom(VantageTrials vantage) {
    return symptom(vantage.base().filter(trial -> !trial.ok()).toList()).orElse(Symptom.OTHER);
  }

  private static <K extends Comparable<K>> Optional<K> of(
      List<ClassifiedTrial> trials, Function<ClassifiedTrial, K> key) {
    var counts = new TreeMap<K, Integer>();
    trials.forEach(trial -> counts.merge(key.apply(trial), 1, Integer::sum));
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }
}

package dev.parallax.evaluate.method;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The most frequent result; of equally frequent results the first in order. */
final class ModalFailure {
  private ModalFailure() {}

  static String of(Stream<String> seen) {
    return counts(seen).entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  static Map<String, Integer> counts(Stream<String> seen) {
    var counts = new TreeMap<String, Integer>();
    seen.forEach(word -> counts.merge(word, 1, Integer::sum));
    return counts;
  }
}

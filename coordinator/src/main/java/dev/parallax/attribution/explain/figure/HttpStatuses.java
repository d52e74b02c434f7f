package dev.parallax.attribution.explain.figure;

import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.failure.FailureWord;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statuses of HTTP responses that are failures; a failure word has their class alone. */
public final class HttpStatuses {
  private static final int SHOWN = 3;

  private HttpStatuses() {}

  /** The parameters with {@code status}, where trials failed by a status: {@code 503, 502}. */
  public static Map<String, String> added(
      Map<String, String> parameters, Stream<ClassifiedTrial> trials) {
    var statuses = of(trials);
    if (statuses.isEmpty()) {
      return parameters;
    }
    var all = new TreeMap<>(parameters);
    all.put("status", statuses);
    return all;
  }

  /** The most frequent first, three at most; empty without such a failure. */
  private static String of(Stream<ClassifiedTrial> trials) {
    var counts = new TreeMap<Integer, Long>();
    trials
        .filter(trial -> trial.word().filter(FailureWord::isHttpStatus).isPresent())
        .flatMap(trial -> trial.seen().steps().http().stream())
        .forEach(step -> counts.merge(step.status(), 1L, Long::sum));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .map(count -> Integer.toString(count.getKey()))
        .collect(Collectors.joining(", "));
  }
}

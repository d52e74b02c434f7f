package dev.parallax.report.facts;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.VantageId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What base probes expected and received instead.
 *
 * @param detail as an agent wrote it; hostile until escaped
 * @param vantages where, in the order of their names
 */
public record UnmetExpectation(String detail, List<VantageId> vantages) {
  /** Differs between trials that received the same. */
  private static final Pattern TIME = Pattern.compile("; after [0-9]+ ms$");

  public UnmetExpectation {
    vantages = List.copyOf(vantages);
  }

  /** Each detail once, that of the most vantages first. */
  public static List<UnmetExpectation> of(TargetResults results) {
    Map<String, TreeSet<VantageId>> where = new TreeMap<>();
    for (var seen : results.observations()) {
      if (seen.key().arm() == Arm.BASE) {
        unmet(seen)
            .forEach(
                detail ->
                    where
                        .computeIfAbsent(detail, none -> new TreeSet<>())
                        .add(seen.key().vantage()));
      }
    }
    return where.entrySet().stream()
        .map(entry -> new UnmetExpectation(entry.getKey(), List.copyOf(entry.getValue())))
        .sorted(Comparator.comparingInt((UnmetExpectation unmet) -> -unmet.vantages().size()))
        .toList();
  }

  private static List<String> unmet(Observation seen) {
    return seen.failure().stream()
        .filter(failure -> failure.word().isUnmetExpectation())
        .map(failure -> TIME.matcher(failure.detail()).replaceFirst(""))
        .toList();
  }
}

package dev.parallax.attack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is known after all attacks have ended.
 *
 * @param honest sweeps with honest vantages and honest targets, during the attacks
 * @param mixed sweeps with rogue vantages or hostile targets among the others
 * @param metrics the page {@code /metrics}; empty when it did not answer 200
 */
public record AttackRecord(
    Installation at, List<HonestSweep> honest, List<MixedSweep> mixed, String metrics) {
  public AttackRecord {
    honest = List.copyOf(honest);
    mixed = List.copyOf(mixed);
  }

  /** The reports of the mixed sweeps that have one. */
  public List<JsonNode> mixedReports() {
    return mixed.stream().flatMap(sweep -> sweep.report().stream()).toList();
  }

  /** The results of a vantage in the mixed sweeps. */
  public Stream<JsonNode> mixedResults(String vantage) {
    return mixedReports().stream()
        .flatMap(report -> report.path("targets").valueStream())
        .flatMap(target -> target.path("results").valueStream())
        .filter(result -> result.path("vantage").asText().equals(vantage));
  }

  /** Whether a vantage occurs among the results of a sweep it was not asked for. */
  public boolean isInHonestSweep(String vantage) {
    return honest.stream()
        .flatMap(sweep -> sweep.report().stream())
        .flatMap(report -> report.path("targets").valueStream())
        .flatMap(target -> target.path("results").valueStream())
        .anyMatch(result -> result.path("vantage").asText().equals(vantage));
  }
}

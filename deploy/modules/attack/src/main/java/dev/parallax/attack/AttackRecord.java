package dev.parallax.attack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * The observations after the end of all attacks.
 *
 * @param honest sweeps with honest vantages and honest targets, during the attacks
 * @param mixed sweeps with rogue vantages or hostile targets
 * @param metrics the page {@code /metrics}; empty when it did not answer 200
 */
public record AttackRecord(
    Installation at, List<HonestSweep> honest, List<MixedSweep> mixed, String metrics) {
  public AttackRecord {
    honest = List.copyOf(honest);
    mixed = List.copyOf(mixed);
  }

  /** The available reports of the mixed sweeps. */
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

  /** Whether a vantage occurs among the results of a sweep that did not select it. */
  public boolean isInHonestSweep(String vantage) {
    return honest.stream()
        .flatMap(sweep -> sweep.report().stream())
        .flatMap(report -> report.path("targets").valueStream())
        .flatMap(target -> target.path("results").valueStream())
        .anyMatch(result -> result.path("vantage").asText().equals(vantage));
  }
}

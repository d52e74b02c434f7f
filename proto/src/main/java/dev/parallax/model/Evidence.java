package dev.parallax.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One finding that speaks for a verdict, as a value; the words are made in the report.
 *
 * @param parameters what the sentence needs: counts, words, names; keys as {@link FindingKind}
 *     documents them
 * @param failing the vantages that show it
 * @param controls the vantages that speak against the alternative
 * @param weight log-likelihood ratio against the runner-up, natural logarithm; larger speaks louder
 */
public record Evidence(
    FindingKind kind,
    Map<String, String> parameters,
    List<VantageId> failing,
    List<VantageId> controls,
    double weight) {
  public Evidence {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    failing = failing.stream().sorted().toList();
    controls = controls.stream().sorted().toList();
  }
}

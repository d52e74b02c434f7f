package dev.parallax.model.verdict;

import dev.parallax.model.vantage.VantageId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One finding for a verdict, as a value; the report puts it into words.
 *
 * @param parameters the parameters of the sentence: counts, words, names; keys as {@link
 *     FindingKind} documents them
 * @param failing the vantages that show it
 * @param controls the vantages that contradict the alternative
 * @param weight log-likelihood ratio against the runner-up, natural logarithm; larger is stronger
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

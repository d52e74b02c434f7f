package dev.parallax.attribution.hypothesis;

import dev.parallax.attribution.comparison.ComparedVantage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The region or country of each vantage, also of vantages without that label. */
final class PlaceLabels {
  private final String key;
  private final Map<String, Set<String>> ofNetworks = new HashMap<>();

  private PlaceLabels(String key) {
    this.key = key;
  }

  /**
   * The label of a vantage; without it the label of its network, where all vantages of the network
   * that have it agree.
   */
  static Function<ComparedVantage, Stream<String>> of(List<ComparedVantage> rows, String key) {
    var labels = new PlaceLabels(key);
    for (var row : rows) {
      labels
          .own(row)
          .forEach(
              value ->
                  labels
                      .ofNetworks
                      .computeIfAbsent(row.network(), none -> new HashSet<>())
                      .add(value));
    }
    return labels::of;
  }

  private Stream<String> of(ComparedVantage row) {
    if (own(row).findAny().isPresent()) {
      return own(row);
    }
    var ofNetwork = ofNetworks.getOrDefault(row.network(), Set.of());
    return ofNetwork.size() == 1 ? ofNetwork.stream() : Stream.empty();
  }

  private Stream<String> own(ComparedVantage row) {
    return row.vantage().description().label(key).stream();
  }
}

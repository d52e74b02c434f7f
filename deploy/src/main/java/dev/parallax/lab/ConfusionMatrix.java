package dev.parallax.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** How often which blame and segment came where which was expected; abstentions have a column. */
record ConfusionMatrix(Map<String, Map<String, Integer>> counts) {
  private static final String NOTHING = "(no verdict)";
  private static final String CORNER = "expected \\ got";

  static ConfusionMatrix of(List<Outcome> outcomes) {
    var counts = new TreeMap<String, Map<String, Integer>>();
    for (var outcome : outcomes) {
      for (var expected : outcome.scenario().expected()) {
        var got = outcome.inPlaceOf(expected).map(Given::side).orElse(NOTHING);
        counts.computeIfAbsent(expected.side(), _ -> new TreeMap<>()).merge(got, 1, Integer::sum);
      }
    }
    return new ConfusionMatrix(counts);
  }

  List<String> lines() {
    var columns = new TreeSet<String>();
    counts.values().forEach(row -> columns.addAll(row.keySet()));
    var rows = new ArrayList<List<String>>();
    rows.add(row(CORNER, List.copyOf(columns)));
    counts.forEach(
        (expected, row) ->
            rows.add(
                row(
                    expected,
                    columns.stream()
                        .map(column -> row.containsKey(column) ? "" + row.get(column) : ".")
                        .toList())));
    return Columns.aligned(rows);
  }

  private static List<String> row(String first, List<String> others) {
    var row = new ArrayList<>(List.of(first));
    row.addAll(others);
    return row;
  }
}

package dev.parallax.lab.results;

import dev.parallax.stage.AlignedColumns;
import dev.parallax.stage.ReportedVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The counts of actual by expected blame and segment; abstentions have a column. */
public record ConfusionMatrix(Map<String, Map<String, Integer>> counts) {
  private static final String NOTHING = "(no verdict)";
  private static final String CORNER = "expected \\ got";

  public static ConfusionMatrix of(List<ScenarioOutcome> outcomes) {
    var counts = new TreeMap<String, Map<String, Integer>>();
    for (var outcome : outcomes) {
      for (var expected : outcome.scenario().expected()) {
        var got = outcome.inPlaceOf(expected).map(ReportedVerdict::side).orElse(NOTHING);
        counts.computeIfAbsent(expected.side(), _ -> new TreeMap<>()).merge(got, 1, Integer::sum);
      }
    }
    return new ConfusionMatrix(counts);
  }

  public List<String> lines() {
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
    return AlignedColumns.aligned(rows);
  }

  private static List<String> row(String first, List<String> cells) {
    var row = new ArrayList<>(List.of(first));
    row.addAll(cells);
    return row;
  }
}

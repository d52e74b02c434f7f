package dev.parallax.cli.output;

import dev.parallax.report.layout.DisplayWidth;
import dev.parallax.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of text in columns as wide as their widest cell. */
public final class AlignedTable {
  private final List<List<String>> rows = new ArrayList<>();

  public AlignedTable(String... titles) {
    rows.add(List.of(titles));
  }

  public void row(String... cells) {
    rows.add(List.of(cells).stream().map(Printable::of).toList());
  }

  public List<String> lines() {
    var widths = new int[rows.getFirst().size()];
    for (var row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - DisplayWidth.of(row.get(i)) + 2));
    }
    return line.toString().stripTrailing();
  }

  /** {@code k=v k=v}, in key order. */
  public static String labels(Map<String, String> labels) {
    return labels.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }
}

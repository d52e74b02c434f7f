package dev.parallax.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** All sections as one table, followed by the method of each measurement. */
final class BenchTable {
  private static final List<String> HEAD = List.of("FIGURE", "MEASURED", "SPREAD", "N", "BAR");

  private BenchTable() {}

  static List<String> lines(List<Section> sections) {
    var rows = new ArrayList<List<String>>(List.of(HEAD));
    for (var section : sections) {
      section.figures().forEach(figure -> rows.add(row(section, figure)));
    }
    var lines = new ArrayList<>(aligned(rows));
    for (var section : sections) {
      lines.add("");
      lines.add("deploy/bench " + section.name());
      section.how().forEach(line -> lines.add("  " + line));
    }
    return lines;
  }

  private static List<String> row(Section section, Figure figure) {
    return List.of(
        section.name() + ": " + figure.name(),
        figure.value(),
        figure.spread(),
        Integer.toString(figure.repetitions()),
        figure.bar().map(bar -> (bar.kept() ? "✓ " : "✗ ") + bar.words()).orElse(""));
  }

  private static List<String> aligned(List<List<String>> rows) {
    var widths =
        IntStream.range(0, HEAD.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> aligned(row, widths)).toList();
  }

  private static String aligned(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      var cell = row.get(column);
      line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
    }
    return line.toString().stripTrailing();
  }
}

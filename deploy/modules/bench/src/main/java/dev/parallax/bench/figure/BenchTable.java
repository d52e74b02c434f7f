package dev.parallax.bench.figure;

import dev.parallax.stage.AlignedColumns;
import java.util.ArrayList;
import java.util.List;

/** All sections as one table, followed by the method of each measurement. */
public final class BenchTable {
  private static final List<String> HEAD = List.of("FIGURE", "MEASURED", "SPREAD", "N", "BAR");

  private BenchTable() {}

  public static List<String> lines(List<Section> sections) {
    var rows = new ArrayList<List<String>>(List.of(HEAD));
    for (var section : sections) {
      section.figures().forEach(figure -> rows.add(row(section, figure)));
    }
    var lines = new ArrayList<>(AlignedColumns.aligned(rows));
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
}

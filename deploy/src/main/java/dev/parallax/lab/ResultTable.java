package dev.parallax.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Each scenario, what was expected, what was said, and whether it was right. */
record ResultTable(List<Outcome> outcomes) {
  private static final List<String> HEADING =
      List.of("scenario", "expected", "got", "prob", "grade", "handshakes", "seconds", "verdict");

  List<String> lines() {
    var rows = new ArrayList<>(List.of(HEADING));
    outcomes.forEach(outcome -> rows.add(row(outcome)));
    var widths =
        IntStream.range(0, HEADING.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static List<String> row(Outcome outcome) {
    return List.of(
        outcome.scenario().name(),
        outcome.scenario().expectedText(),
        outcome.got(),
        String.format(Locale.ROOT, "%.2f", outcome.probability()),
        outcome.grade(),
        Integer.toString(outcome.handshakes()),
        String.format(Locale.ROOT, "%.1f", outcome.took().toMillis() / 1000.0),
        outcome.mark().word() + (outcome.isConfidentlyWrong() ? "!" : ""));
  }

  private static String line(List<String> row, int[] widths) {
    var text = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      text.append(row.get(column)).repeat(" ", widths[column] + 2 - row.get(column).length());
    }
    return text.toString().stripTrailing();
  }
}

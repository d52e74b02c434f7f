package dev.parallax.lab.results;

import dev.parallax.stage.AlignedColumns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Each scenario with the expected and the actual verdict, and whether it was right. */
public record ResultTable(List<ScenarioOutcome> outcomes) {
  private static final List<String> HEADING =
      List.of(
          "scenario",
          "expected",
          "got",
          "prob",
          "grade",
          "handshakes",
          "sweep s",
          "all s",
          "cpu wait %",
          "verdict");

  public List<String> lines() {
    var rows = new ArrayList<>(List.of(HEADING));
    outcomes.forEach(outcome -> rows.add(row(outcome)));
    return AlignedColumns.aligned(rows);
  }

  private static List<String> row(ScenarioOutcome outcome) {
    return List.of(
        outcome.scenario().name(),
        outcome.scenario().expectedText(),
        outcome.got(),
        String.format(Locale.ROOT, "%.2f", outcome.probability()),
        outcome.grade(),
        Integer.toString(outcome.handshakes()),
        seconds(outcome.sweep()),
        seconds(outcome.whole()),
        String.format(Locale.ROOT, "%.0f", 100 * outcome.pressure().share()),
        outcome.judged());
  }

  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
  }
}

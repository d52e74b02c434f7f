package dev.parallax.attribution;

import java.util.List;

/** Which vantages fail in the way a cause says. */
final class Explained {
  private Explained() {}

  static List<Row> of(Belief belief) {
    var cause = belief.cause();
    return cause == null ? List.of() : by(cause);
  }

  static List<Row> by(Hypothesis cause) {
    return cause.unknown()
        ? List.of()
        : cause.reach().rows().stream().filter(row -> row.fails(cause)).toList();
  }

  /** Whether every vantage that fails for good fails in the way one of these says. */
  static boolean allFailing(Table table, List<Hypothesis> causes) {
    return table.rows().stream()
        .filter(Row::failsForGood)
        .allMatch(row -> causes.stream().anyMatch(cause -> by(cause).contains(row)));
  }

  /** Vantages of which most such trials fail so, or two at least. */
  static List<Row> clearlyBy(Hypothesis cause) {
    return by(cause).stream().filter(row -> row.clearlyFails(cause)).toList();
  }
}

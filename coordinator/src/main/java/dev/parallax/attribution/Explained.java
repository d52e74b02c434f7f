package dev.parallax.attribution;

import java.util.List;

/** Which vantages fail in the way a cause says. */
final class Explained {
  private Explained() {}

  static List<Row> of(Belief belief) {
    var cause = belief.cause();
    return cause == null ? List.of() : by(cause);
  }

  static List<Row> by(Cause cause) {
    return cause.unknown()
        ? List.of()
        : cause.reach().rows().stream().filter(row -> row.fails(cause)).toList();
  }

  /** Vantages of which most such trials fail so, or two at least. */
  static List<Row> clearlyBy(Cause cause) {
    return by(cause).stream().filter(row -> row.clearlyFails(cause)).toList();
  }
}

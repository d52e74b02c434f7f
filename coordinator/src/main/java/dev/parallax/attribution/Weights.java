package dev.parallax.attribution;

import dev.parallax.model.Arm;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How much louder each cell speaks for one explanation than for another. */
final class Weights {
  private final Map<Cell, Double> here;
  private final Map<Cell, Double> there;
  private final double testimony;
  private final double hops;

  private Weights(Map<Cell, Double> here, Map<Cell, Double> there, double testimony, double hops) {
    this.here = here;
    this.there = there;
    this.testimony = testimony;
    this.hops = hops;
  }

  static Weights of(Table table, List<Hypothesis> explanation, List<Hypothesis> runnerUp) {
    return new Weights(
        Likelihood.gainByCell(table, explanation),
        Likelihood.gainByCell(table, runnerUp),
        table.farEnds().gain(explanation) - table.farEnds().gain(runnerUp),
        table.hops().gain(explanation) - table.hops().gain(runnerUp));
  }

  /** How much louder the far ends speak for it. */
  double testimony() {
    return testimony;
  }

  /** How much louder the walks along the path speak for it. */
  double hops() {
    return hops;
  }

  double of(List<Row> rows, Set<Arm> arms) {
    return rows.stream()
        .flatMap(row -> row.cells().stream())
        .filter(cell -> arms.contains(cell.arm()))
        .mapToDouble(cell -> here.getOrDefault(cell, 0.0) - there.getOrDefault(cell, 0.0))
        .sum();
  }
}

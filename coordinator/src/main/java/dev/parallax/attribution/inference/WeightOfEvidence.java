package dev.parallax.attribution.inference;

import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.model.plan.Arm;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The weight of evidence of each cell for one explanation against another. */
public final class WeightOfEvidence {
  private final Map<ComparedCell, Double> here;
  private final Map<ComparedCell, Double> there;
  private final double testimony;
  private final double hops;

  private WeightOfEvidence(
      Map<ComparedCell, Double> here,
      Map<ComparedCell, Double> there,
      double testimony,
      double hops) {
    this.here = here;
    this.there = there;
    this.testimony = testimony;
    this.hops = hops;
  }

  public static WeightOfEvidence of(
      Comparison table, Explanation explanation, Explanation runnerUp) {
    return new WeightOfEvidence(
        LogBayesFactor.gainByCell(table, explanation),
        LogBayesFactor.gainByCell(table, runnerUp),
        FarEndTerm.of(table.farEnds(), explanation.hypotheses())
            - FarEndTerm.of(table.farEnds(), runnerUp.hypotheses()),
        HopTerm.of(table.hops(), explanation.hypotheses())
            - HopTerm.of(table.hops(), runnerUp.hypotheses()));
  }

  /** The weight of evidence of the far ends. */
  public double testimony() {
    return testimony;
  }

  /** The weight of evidence of the TTL walks. */
  public double hops() {
    return hops;
  }

  public double of(List<ComparedVantage> rows, Set<Arm> arms) {
    return rows.stream()
        .flatMap(row -> row.cells().stream())
        .filter(cell -> arms.contains(cell.arm()))
        .mapToDouble(cell -> here.getOrDefault(cell, 0.0) - there.getOrDefault(cell, 0.0))
        .sum();
  }
}

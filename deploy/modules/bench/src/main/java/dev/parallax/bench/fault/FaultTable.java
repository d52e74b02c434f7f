package dev.parallax.bench.fault;

import dev.parallax.bench.fault.check.EvidenceCheck;
import dev.parallax.stage.AlignedColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of all rounds, a line for each kind of fault. Thread-safe. */
final class FaultTable {
  private static final List<String> HEAD =
      List.of("FAULT", "ROUNDS", "OBSERVATIONS", "LATE", "LOST", "DUPLICATED", "VERDICT THE SAME");

  private final Map<String, Line> lines = new LinkedHashMap<>();

  /** The sums of one kind of fault. */
  private static final class Line {
    private int rounds;
    private int observations;
    private int late;
    private int lost;
    private int duplicated;
    private int same;
    private int failed;

    private List<String> cells(String fault) {
      return List.of(
          fault,
          Integer.toString(rounds),
          Integer.toString(observations),
          Integer.toString(late),
          Integer.toString(lost),
          Integer.toString(duplicated),
          same + " of " + rounds + (failed > 0 ? ", " + failed + " without a verdict" : ""));
    }

    private boolean isClean() {
      return lost == 0 && duplicated == 0 && same == rounds;
    }
  }

  synchronized void add(String fault, EvidenceCheck.Finding finding) {
    var line = line(fault);
    line.observations += finding.sent();
    line.late += finding.late();
    line.lost += finding.lost();
    line.duplicated += finding.duplicated();
    line.same += finding.sameVerdict() ? 1 : 0;
  }

  /** A round without a verdict. */
  synchronized void addFailure(String fault) {
    line(fault).failed++;
  }

  private Line line(String fault) {
    var line = lines.computeIfAbsent(fault, name -> new Line());
    line.rounds++;
    return line;
  }

  /** Whether nothing was lost or duplicated, and every verdict was the same. */
  synchronized boolean isClean() {
    return lines.values().stream().allMatch(Line::isClean);
  }

  synchronized List<String> print() {
    var rows = new ArrayList<List<String>>(List.of(HEAD));
    var sum = new Line();
    lines.forEach(
        (fault, line) -> {
          rows.add(line.cells(fault));
          sum.rounds += line.rounds;
          sum.observations += line.observations;
          sum.late += line.late;
          sum.lost += line.lost;
          sum.duplicated += line.duplicated;
          sum.same += line.same;
          sum.failed += line.failed;
        });
    rows.add(sum.cells("all"));
    return AlignedColumns.aligned(rows);
  }
}

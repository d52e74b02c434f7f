package dev.parallax.attribution.comparison;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Rows with identical observations, counted once: most vantages of a large fleet are healthy and
 * identical.
 *
 * @param row the representative row
 * @param count the number of rows
 */
public record IdenticalVantages(ComparedVantage row, int count) {
  /** All that a likelihood may look at in a row. */
  private record Likeness(
      boolean inside, boolean misled, double outlierGain, List<CellLikeness> cells) {
    static Likeness of(
        boolean inside, boolean misled, double outlierGain, List<ComparedCell> cells) {
      return new Likeness(
          inside, misled, outlierGain, cells.stream().map(CellLikeness::of).toList());
    }
  }

  private record CellLikeness(CellKey key, DoubleBuffer counts, DoubleBuffer background) {
    static CellLikeness of(ComparedCell cell) {
      return new CellLikeness(
          cell.key(), DoubleBuffer.wrap(cell.counts()), DoubleBuffer.wrap(cell.background()));
    }
  }

  /** Numbers the rows of one table so that identical rows have the same number. */
  static final class Numbering {
    private final Map<Likeness, Integer> known = new HashMap<>();

    int of(boolean inside, boolean misled, double outlierGain, List<ComparedCell> cells) {
      var likeness = Likeness.of(inside, misled, outlierGain, cells);
      return known.computeIfAbsent(likeness, added -> known.size());
    }
  }

  /**
   * Groups identical rows.
   *
   * @param side a further criterion, as a number from 0 to {@code sides} - 1; negative for rows to
   *     exclude
   */
  public static List<IdenticalVantages> of(
      List<ComparedVantage> rows, int sides, ToIntFunction<ComparedVantage> side) {
    var counts = new HashMap<Integer, Integer>();
    var first = new ArrayList<ComparedVantage>();
    var keys = new ArrayList<Integer>();
    for (var row : rows) {
      int here = side.applyAsInt(row);
      if (here >= 0) {
        int key = row.kind() * sides + here;
        if (counts.merge(key, 1, Integer::sum) == 1) {
          first.add(row);
          keys.add(key);
        }
      }
    }
    var identical = new ArrayList<IdenticalVantages>();
    for (int i = 0; i < first.size(); i++) {
      identical.add(new IdenticalVantages(first.get(i), counts.getOrDefault(keys.get(i), 0)));
    }
    return identical;
  }
}

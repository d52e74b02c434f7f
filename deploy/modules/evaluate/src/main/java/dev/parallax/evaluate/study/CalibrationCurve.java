package dev.parallax.evaluate.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A monotone map from the probability of an engine to the frequency of right verdicts, piecewise
 * linear between knots. Probabilities are scaled as -log10(1 - p), because all high probabilities
 * would otherwise fall on one point.
 */
record CalibrationCurve(List<Knot> knots) {
  /** Beyond this, a larger value carries no information. */
  static final double MOST_NINES = 12;

  private static final int LEAST = 80;

  /** At so many nines, this often right. */
  record Knot(double nines, double right) {}

  /** A probability, and whether the verdict was right. */
  record Pair(double predicted, boolean came) {}

  private record Block(double nines, double right, int size) {
    Block and(Block other) {
      int both = size + other.size;
      return new Block(
          (nines * size + other.nines * other.size) / both,
          (right * size + other.right * other.size) / both,
          both);
    }
  }

  static double nines(double probability) {
    return Math.min(MOST_NINES, -StrictMath.log10(Math.max(1e-300, 1 - probability)));
  }

  /** Pools adjacent violators (Ayer et al., 1955) over groups of like probability. */
  static CalibrationCurve fit(List<Pair> pairs) {
    var blocks = new ArrayList<Block>();
    for (var group : groups(pairs)) {
      blocks.add(group);
      while (blocks.size() > 1
          && blocks.getLast().right() < blocks.get(blocks.size() - 2).right()) {
        var last = blocks.removeLast();
        blocks.add(blocks.removeLast().and(last));
      }
    }
    return new CalibrationCurve(blocks.stream().map(CalibrationCurve::knot).toList());
  }

  /** No verdict is right with certainty. */
  private static Knot knot(Block block) {
    return new Knot(block.nines(), (block.right() * block.size() + 0.5) / (block.size() + 1));
  }

  /** Bins of sufficient size; equal probabilities are never separated. */
  private static List<Block> groups(List<Pair> pairs) {
    var sorted = pairs.stream().sorted(Comparator.comparingDouble(Pair::predicted)).toList();
    var groups = new ArrayList<Block>();
    int from = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      boolean full = i - from >= LEAST;
      boolean apart =
          i == sorted.size()
              || nines(sorted.get(i).predicted()) > nines(sorted.get(i - 1).predicted());
      boolean rest = sorted.size() - i < LEAST;
      if (i == sorted.size() || (full && apart && !rest)) {
        groups.add(block(sorted.subList(from, i)));
        from = i;
      }
    }
    return groups;
  }

  private static Block block(List<Pair> group) {
    return new Block(
        group.stream().mapToDouble(it -> nines(it.predicted())).average().orElse(0),
        (double) group.stream().filter(Pair::came).count() / group.size(),
        group.size());
  }

  double apply(double probability) {
    double at = nines(probability);
    if (knots.isEmpty()) {
      return probability;
    }
    if (at <= knots.getFirst().nines()) {
      return knots.getFirst().right();
    }
    for (int i = 1; i < knots.size(); i++) {
      var low = knots.get(i - 1);
      var high = knots.get(i);
      if (at <= high.nines()) {
        double share = (at - low.nines()) / (high.nines() - low.nines());
        return low.right() + share * (high.right() - low.right());
      }
    }
    return knots.getLast().right();
  }

  /** {@code nines:right} of each knot. */
  @Override
  public String toString() {
    return String.join(
        " ",
        knots.stream()
            .map(it -> String.format(Locale.ROOT, "%.3f:%.4f", it.nines(), it.right()))
            .toList());
  }
}

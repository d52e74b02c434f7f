package dev.parallax.attribution;

import java.util.Arrays;
import java.util.List;

/** What causes hit and miss, row by row. */
final class Tally {
  private static final double LOG_HIT = Math.log1p(-Priors.MISS);
  private static final double LOG_MISS = Math.log(Priors.MISS);

  private final List<Hypothesis> causes;
  private final double[] hits;
  private final double[] misses;
  private final double[] rowHits;
  private final double[] rowMisses;
  private final double[][] rowShown;
  private final double[][] outside;
  private final double[][] inside;
  private final Doubts[] rowDoubts;
  private final Doubts[] doubts;
  private final Taken taken;
  private int alike = 1;

  Tally(Pools pools, List<Hypothesis> causes) {
    this.taken = new Taken(pools);
    this.causes = causes;
    this.hits = new double[causes.size()];
    this.misses = new double[causes.size()];
    this.rowHits = new double[causes.size()];
    this.rowMisses = new double[causes.size()];
    this.rowShown = new double[causes.size()][Sight.COUNT];
    this.outside = new double[causes.size()][Sight.COUNT];
    this.inside = new double[causes.size()][Sight.COUNT];
    this.rowDoubts = doubts(pools);
    this.doubts = doubts(pools);
  }

  private Doubts[] doubts(Pools pools) {
    return causes.stream().map(cause -> new Doubts(cause, pools)).toArray(Doubts[]::new);
  }

  void clear() {
    taken.clear();
    Arrays.fill(hits, 0);
    Arrays.fill(misses, 0);
    for (int i = 0; i < doubts.length; i++) {
      rowDoubts[i].clear();
      doubts[i].clear();
      Arrays.fill(outside[i], 0);
      Arrays.fill(inside[i], 0);
    }
  }

  /**
   * @param count how many rows are like it
   */
  void startRow(int count) {
    alike = count;
    Arrays.fill(rowHits, 0);
    Arrays.fill(rowMisses, 0);
    for (var counts : rowShown) {
      Arrays.fill(counts, 0);
    }
  }

  double[] rowHits() {
    return rowHits.clone();
  }

  double[] rowMisses() {
    return rowMisses.clone();
  }

  /**
   * Within one vantage a cause mostly shows one sight; which one is counted once. From inside the
   * same cause may look otherwise: a host that is down is unreachable to its neighbours.
   */
  double endRow(Row row) {
    double sum = 0;
    for (int i = 0; i < hits.length; i++) {
      hits[i] += alike * rowHits[i];
      misses[i] += alike * rowMisses[i];
      if (rowHits[i] > 0) {
        int main = Numbers.largest(rowShown[i]);
        (row.inside() ? inside : outside)[i][main] += alike;
        sum += causes.get(i).mechanism().leanings().logBeside(rowShown[i], main);
      }
    }
    return sum;
  }

  /** Counts the cell's hits and misses and returns what is gained apart from them. */
  double add(Row row, Cell cell) {
    double gain = 0;
    double left = cell.total();
    int before = 0;
    for (int i = 0; i < hits.length; i++) {
      var cause = causes.get(i);
      if (cause.unknown()) {
        return before == 0 ? cell.unknownGain() : gain;
      }
      var reaction = cause.reaction(row, cell);
      if (reaction == Mechanism.Reaction.UNSURE) {
        if (before == 0) {
          rowDoubts[i].add(cell, alike);
        }
        return gain;
      }
      if (reaction == null || (before & cause.sight().bit()) != 0) {
        continue;
      }
      int shows = cause.shown(reaction);
      double hit = 0;
      for (int rest = shows & ~before & cell.present(); rest != 0; rest &= rest - 1) {
        int sight = Integer.numberOfTrailingZeros(rest);
        hit += cell.count(sight);
        gain -= cell.background(sight);
        taken.add(cell, sight, alike);
        rowShown[i][sight] += isOwnWay(reaction, cell) ? cell.count(sight) : 0;
      }
      left -= hit + (cause.always() ? unspoken(cell, cause, shows | before) : 0);
      before = shows;
      rowHits[i] += hit;
      rowMisses[i] += left;
    }
    return gain;
  }

  /** Trials that ended before the cause could show say nothing of it. */
  private static double unspoken(Cell cell, Hypothesis cause, int spoken) {
    double sum = 0;
    for (int rest = cause.sight().bitsBefore() & ~spoken & cell.present();
        rest != 0;
        rest &= rest - 1) {
      sum += cell.count(Integer.numberOfTrailingZeros(rest));
    }
    return sum;
  }

  /** How it shows towards the target's port; what else is asked of the host has ways of its own. */
  private static boolean isOwnWay(Mechanism.Reaction reaction, Cell cell) {
    return reaction == Mechanism.Reaction.HIT && !ArmSets.HOST.contains(cell.arm());
  }

  /** What this row's doubts may gain at most; they join those of the rows before. */
  double joinDoubts() {
    double sum = 0;
    for (int i = 0; i < doubts.length; i++) {
      sum += rowDoubts[i].most();
      doubts[i].add(rowDoubts[i]);
      rowDoubts[i].clear();
    }
    return sum;
  }

  /** What all doubts that joined gain. */
  double doubts() {
    double sum = 0;
    for (var one : doubts) {
      sum += one.gain();
    }
    return sum;
  }

  /** The chance of the hits, the misses and of what was shown. */
  double shown() {
    double sum = doubts() + taken.gain();
    for (int i = 0; i < hits.length; i++) {
      var leanings = causes.get(i).mechanism().leanings();
      sum += leanings.logChance(outside[i]) + leanings.logChance(inside[i]) + rate(i);
    }
    return sum;
  }

  private double rate(int i) {
    if (causes.get(i).always()) {
      return hits[i] * LOG_HIT + misses[i] * LOG_MISS;
    }
    return hits[i] + misses[i] == 0
        ? 0
        : Numbers.logUnknownRate(hits[i], misses[i], Priors.leastRate(causes.get(i).id()), 1);
  }

  double[] rates() {
    var rates = new double[hits.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] =
          causes.get(i).always() ? 1 - Priors.MISS : (hits[i] + 1) / (hits[i] + misses[i] + 2);
    }
    return rates;
  }
}

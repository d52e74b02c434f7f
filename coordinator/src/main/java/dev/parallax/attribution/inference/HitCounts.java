package dev.parallax.attribution.inference;

import dev.parallax.attribution.catalogue.Mechanism;
import dev.parallax.attribution.catalogue.Priors;
import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ResponseDistributions;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.stats.Numbers;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.Symptom;
import java.util.Arrays;
import java.util.List;

/** What causes hit and miss, row by row. */
public final class HitCounts {
  private static final double LOG_HIT = Math.log1p(-Priors.MISS);
  private static final double LOG_MISS = Math.log(Priors.MISS);

  private final List<Hypothesis> hypotheses;
  private final double[] hits;
  private final double[] misses;
  private final double[] rowHits;
  private final double[] rowMisses;
  private final double[][] rowShown;
  private final double[][] outside;
  private final double[][] inside;
  private final UnknownArmEffects[] rowDoubts;
  private final UnknownArmEffects[] doubts;
  private final ExplainedCounts taken;
  private int identical = 1;

  HitCounts(ResponseDistributions pools, List<Hypothesis> hypotheses) {
    this.taken = new ExplainedCounts(pools);
    this.hypotheses = hypotheses;
    this.hits = new double[hypotheses.size()];
    this.misses = new double[hypotheses.size()];
    this.rowHits = new double[hypotheses.size()];
    this.rowMisses = new double[hypotheses.size()];
    this.rowShown = new double[hypotheses.size()][Symptom.COUNT];
    this.outside = new double[hypotheses.size()][Symptom.COUNT];
    this.inside = new double[hypotheses.size()][Symptom.COUNT];
    this.rowDoubts = doubts(pools);
    this.doubts = doubts(pools);
  }

  private UnknownArmEffects[] doubts(ResponseDistributions pools) {
    return hypotheses.stream()
        .map(hypothesis -> new UnknownArmEffects(hypothesis, pools))
        .toArray(UnknownArmEffects[]::new);
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
    identical = count;
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
   * Within one vantage a cause mostly shows one symptom; which one is counted once. From inside the
   * same cause may look otherwise: a host that is down is unreachable to its neighbours.
   */
  double endRow(ComparedVantage row) {
    double sum = 0;
    for (int i = 0; i < hits.length; i++) {
      hits[i] += identical * rowHits[i];
      misses[i] += identical * rowMisses[i];
      if (rowHits[i] > 0) {
        int main = Numbers.largest(rowShown[i]);
        (row.inside() ? inside : outside)[i][main] += identical;
        sum += hypotheses.get(i).mechanism().leanings().logBeside(rowShown[i], main);
      }
    }
    return sum;
  }

  /** Counts the cell's hits and misses and returns what is gained apart from them. */
  double add(ComparedVantage row, ComparedCell cell) {
    double gain = 0;
    double left = cell.total();
    int before = 0;
    for (int i = 0; i < hits.length; i++) {
      var hypothesis = hypotheses.get(i);
      if (hypothesis.unknown()) {
        return before == 0 ? cell.unknownGain() : gain;
      }
      var reaction = hypothesis.reaction(row, cell);
      if (reaction == Mechanism.Reaction.UNSURE) {
        if (before == 0) {
          rowDoubts[i].add(cell, identical);
        }
        return gain;
      }
      if (reaction == null || (before & hypothesis.symptom().bit()) != 0) {
        continue;
      }
      int shows = hypothesis.shown(reaction);
      double hit = 0;
      for (int rest = shows & ~before & cell.present(); rest != 0; rest &= rest - 1) {
        int symptom = Integer.numberOfTrailingZeros(rest);
        hit += cell.count(symptom);
        gain -= cell.background(symptom);
        taken.add(cell, symptom, identical);
        rowShown[i][symptom] += isOwnWay(reaction, cell) ? cell.count(symptom) : 0;
      }
      left -= hit + (hypothesis.always() ? unspoken(cell, hypothesis, shows | before) : 0);
      before = shows;
      rowHits[i] += hit;
      rowMisses[i] += left;
    }
    return gain;
  }

  /** Trials that ended before the cause could show say nothing of it. */
  private static double unspoken(ComparedCell cell, Hypothesis hypothesis, int spoken) {
    double sum = 0;
    for (int rest = hypothesis.symptom().bitsBefore() & ~spoken & cell.present();
        rest != 0;
        rest &= rest - 1) {
      sum += cell.count(Integer.numberOfTrailingZeros(rest));
    }
    return sum;
  }

  /** How it shows towards the target's port; what else is asked of the host has ways of its own. */
  private static boolean isOwnWay(Mechanism.Reaction reaction, ComparedCell cell) {
    return reaction == Mechanism.Reaction.HIT && !ArmGroups.HOST.contains(cell.arm());
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
      var leanings = hypotheses.get(i).mechanism().leanings();
      sum += leanings.logChance(outside[i]) + leanings.logChance(inside[i]) + rate(i);
    }
    return sum;
  }

  private double rate(int i) {
    if (hypotheses.get(i).always()) {
      return hits[i] * LOG_HIT + misses[i] * LOG_MISS;
    }
    return hits[i] + misses[i] == 0
        ? 0
        : Numbers.logUnknownRate(hits[i], misses[i], Priors.leastRate(hypotheses.get(i).id()), 1);
  }

  double[] rates() {
    var rates = new double[hits.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] =
          hypotheses.get(i).always() ? 1 - Priors.MISS : (hits[i] + 1) / (hits[i] + misses[i] + 2);
    }
    return rates;
  }
}

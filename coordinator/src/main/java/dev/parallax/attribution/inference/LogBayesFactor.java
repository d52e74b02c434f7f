package dev.parallax.attribution.inference;

import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.comparison.IdenticalVantages;
import dev.parallax.attribution.comparison.OutlierModel;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.symptom.SymptomSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The log Bayes factor of an explanation against "nothing is wrong" (LIKELIHOOD.md), as a natural
 * logarithm. Only vantages in the scope of a hypothesis are evaluated, because the others
 * contribute the same to both.
 *
 * <p>Of two hypotheses at one cell the earlier symptom hides the later. A vantage that fits neither
 * may be an outlier; see {@link OutlierModel}.
 */
public final class LogBayesFactor {
  private final Comparison table;
  private final List<Hypothesis> hypotheses;
  private final HitCounts counts;

  private LogBayesFactor(Comparison table, Explanation explanation) {
    this.table = table;
    this.hypotheses = explanation.hypotheses();
    this.counts = new HitCounts(table.distributions(), hypotheses);
  }

  static double gain(Comparison table, Explanation explanation) {
    return new LogBayesFactor(table, explanation).gain();
  }

  /** The log Bayes factor of each touched cell alone, at the rates estimated over all of them. */
  static Map<ComparedCell, Double> gainByCell(Comparison table, Explanation explanation) {
    return new LogBayesFactor(table, explanation).byCell();
  }

  /** The log Bayes factor over the vantages that support the hypothesis only. */
  static double explains(Comparison table, Hypothesis hypothesis) {
    var likelihood = new LogBayesFactor(table, Explanation.of(hypothesis));
    var rows = likelihood.rows();
    var gains = likelihood.firstPass(rows).gains;
    double sum = 0;
    for (int i = 0; i < gains.length; i++) {
      sum += rows.get(i).count() * Math.max(0, gains[i]);
    }
    return sum;
  }

  private double gain() {
    return AddressTerm.of(table, hypotheses)
        + FarEndTerm.of(table.farEnds(), hypotheses)
        + HopTerm.of(table.hops(), hypotheses)
        + ServerTerm.of(table.shared(), hypotheses)
        + ProgressTerm.of(hypotheses)
        + vantageTerms();
  }

  /**
   * The terms of the vantages. A vantage that fits better as an outlier counts as an outlier, and
   * the rates are estimated from the other vantages; under "nothing is wrong" it may be an outlier
   * as well.
   */
  private double vantageTerms() {
    var rows = rows();
    var firstPass = firstPass(rows);
    boolean anyOutlier =
        IntStream.range(0, rows.size()).anyMatch(i -> firstPass.isOutlier(rows, i));
    if (anyOutlier) {
      counts.clear();
    }
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      var identical = rows.get(i);
      boolean outlier = firstPass.isOutlier(rows, i);
      double outlierGain = identical.row().outlierGain();
      double gainIfNothingIsWrong = Math.max(0, outlierGain);
      sum -= gainIfNothingIsWrong * identical.count();
      sum += outlier ? outlierGain * identical.count() : firstPass.terms[i];
      if (anyOutlier && !outlier) {
        termOf(identical);
        counts.joinUnknown();
      }
    }
    return sum + counts.sharedTerms();
  }

  /** The first pass, over all vantages, that decides which are outliers. */
  private static final class FirstPass {
    /** The terms that vantages do not share, for all identical vantages together. */
    private final double[] terms;

    /** The log Bayes factor of one such vantage, at the rates estimated over all vantages. */
    private final double[] gains;

    FirstPass(int rows) {
      terms = new double[rows];
      gains = new double[rows];
    }

    boolean isOutlier(List<IdenticalVantages> rows, int i) {
      return rows.get(i).row().outlierGain() > gains[i];
    }
  }

  /** The gain of packet loss at the vantage in addition to the hypotheses. */
  private double beside(ComparedVantage row) {
    var explained = SymptomSet.NONE;
    for (var hypothesis : hypotheses) {
      explained =
          explained.or(
              hypothesis.unknown()
                  ? SymptomSet.ALL
                  : hypothesis.mechanism().preference().symptoms());
    }
    return OutlierModel.beside(row, explained);
  }

  private double termOf(IdenticalVantages identical) {
    double sum = 0;
    counts.startVantage(identical.count());
    for (var cell : identical.row().cells()) {
      sum += counts.add(identical.row(), cell);
    }
    return identical.count() * (sum + counts.endVantage(identical.row()));
  }

  private FirstPass firstPass(List<IdenticalVantages> rows) {
    var firstPass = new FirstPass(rows.size());
    var hits = new double[rows.size()][];
    var misses = new double[rows.size()][];
    counts.clear();
    for (int i = 0; i < rows.size(); i++) {
      int count = rows.get(i).count();
      firstPass.terms[i] = termOf(rows.get(i)) + count * beside(rows.get(i).row());
      firstPass.gains[i] = (firstPass.terms[i] + counts.joinUnknown()) / count;
      hits[i] = counts.vantageHits();
      misses[i] = counts.vantageMisses();
    }
    addRates(firstPass.gains, hits, misses);
    return firstPass;
  }

  private void addRates(double[] gains, double[][] hits, double[][] misses) {
    var rates = counts.rates();
    for (int c = 0; c < rates.length; c++) {
      double hit = StrictMath.log(rates[c]);
      double miss = StrictMath.log1p(-rates[c]);
      for (int i = 0; i < gains.length; i++) {
        gains[i] += hits[i][c] * hit + misses[i][c] * miss;
      }
    }
  }

  private List<IdenticalVantages> rows() {
    if (hypotheses.size() == 1) {
      return hypotheses.getFirst().reach().identical();
    }
    return IdenticalVantages.of(table.rows(), 1 << hypotheses.size(), this::side);
  }

  /** The hypotheses whose scope contains the vantage, as a bit set; negative for none. */
  private int side(ComparedVantage row) {
    int bits = 0;
    for (int i = 0; i < hypotheses.size(); i++) {
      bits |= hypotheses.get(i).touches(row) ? 1 << i : 0;
    }
    return bits == 0 ? -1 : bits;
  }

  private Map<ComparedCell, Double> byCell() {
    counts.clear();
    rows().forEach(this::termOf);
    var rates = counts.rates();
    var gains = new IdentityHashMap<ComparedCell, Double>();
    for (var row : table.rows()) {
      if (side(row) < 0) {
        continue;
      }
      for (var cell : row.cells()) {
        gains.put(cell, alone(row, cell, rates));
      }
    }
    return gains;
  }

  /** The log Bayes factor of one cell at these rates. */
  private double alone(ComparedVantage row, ComparedCell cell, double[] rates) {
    counts.clear();
    counts.startVantage(1);
    var plain = counts.add(row, cell);
    counts.joinUnknown();
    var gain = plain + counts.unknownGain();
    var hits = counts.vantageHits();
    var misses = counts.vantageMisses();
    for (int i = 0; i < rates.length; i++) {
      gain += hits[i] * StrictMath.log(rates[i]) + misses[i] * StrictMath.log1p(-rates[i]);
    }
    return gain;
  }
}

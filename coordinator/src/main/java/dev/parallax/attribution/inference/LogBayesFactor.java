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
 * How much better causes explain the table than soundness does, as a natural logarithm. Only rows
 * that a cause touches are looked at, so a cause costs as much as its scope is wide.
 *
 * <p>Of two causes at one cell the earlier symptom hides the later: a vantage whose ClientHello is
 * cut cannot speak of the certificate. A row that fits no cause at all may be an outlierGain one;
 * see {@link OutlierModel}.
 */
public final class LogBayesFactor {
  private final Comparison table;
  private final List<Hypothesis> hypotheses;
  private final HitCounts counts;

  private LogBayesFactor(Comparison table, Explanation explanation) {
    this.table = table;
    this.hypotheses = explanation.hypotheses();
    this.counts = new HitCounts(table.pools(), hypotheses);
  }

  static double gain(Comparison table, Explanation explanation) {
    return new LogBayesFactor(table, explanation).gain();
  }

  /** Each touched cell's own gain, a cause's unknown rate set to what was seen over all of them. */
  static Map<ComparedCell, Double> gainByCell(Comparison table, Explanation explanation) {
    return new LogBayesFactor(table, explanation).byCell();
  }

  /** What a cause gains over the rows where it gains at all, whatever it gets wrong elsewhere. */
  static double explains(Comparison table, Hypothesis hypothesis) {
    var likelihood = new LogBayesFactor(table, Explanation.of(hypothesis));
    var rows = likelihood.rows();
    var gains = likelihood.first(rows).gains;
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
        + overRows();
  }

  /** Rows that fit better as outlierGain ones are counted so, and the causes by the rest. */
  private double overRows() {
    var rows = rows();
    var first = first(rows);
    boolean again = IntStream.range(0, rows.size()).anyMatch(i -> first.isOutlier(rows, i));
    if (again) {
      counts.clear();
    }
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      var identical = rows.get(i);
      sum -= Math.max(0, identical.row().outlierGain()) * identical.count();
      sum +=
          first.isOutlier(rows, i)
              ? identical.row().outlierGain() * identical.count()
              : first.own[i];
      if (again && !first.isOutlier(rows, i)) {
        over(identical);
        counts.joinUnknown();
      }
    }
    return sum + counts.sharedTerms();
  }

  /** All rows looked at once. */
  private static final class First {
    /** What each row gains apart from the chance of hits and misses. */
    private final double[] own;

    /** Each row's gain, unknown rates set to what was seen over all of them. */
    private final double[] gains;

    First(int rows) {
      own = new double[rows];
      gains = new double[rows];
    }

    boolean isOutlier(List<IdenticalVantages> rows, int i) {
      return rows.get(i).row().outlierGain() > gains[i];
    }
  }

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

  private double over(IdenticalVantages identical) {
    double sum = 0;
    counts.startVantage(identical.count());
    for (var cell : identical.row().cells()) {
      sum += counts.add(identical.row(), cell);
    }
    return identical.count() * (sum + counts.endVantage(identical.row()));
  }

  private First first(List<IdenticalVantages> rows) {
    var first = new First(rows.size());
    var hits = new double[rows.size()][];
    var misses = new double[rows.size()][];
    counts.clear();
    for (int i = 0; i < rows.size(); i++) {
      int count = rows.get(i).count();
      first.own[i] = over(rows.get(i)) + count * beside(rows.get(i).row());
      first.gains[i] = (first.own[i] + counts.joinUnknown()) / count;
      hits[i] = counts.vantageHits();
      misses[i] = counts.vantageMisses();
    }
    addRates(first.gains, hits, misses);
    return first;
  }

  private void addRates(double[] gains, double[][] hits, double[][] misses) {
    var rates = counts.rates();
    for (int c = 0; c < rates.length; c++) {
      double hit = Math.log(rates[c]);
      double miss = Math.log1p(-rates[c]);
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

  /** Whom of the causes it is touched by, as bits; negative for none. */
  private int side(ComparedVantage row) {
    int bits = 0;
    for (int i = 0; i < hypotheses.size(); i++) {
      bits |= hypotheses.get(i).touches(row) ? 1 << i : 0;
    }
    return bits == 0 ? -1 : bits;
  }

  private Map<ComparedCell, Double> byCell() {
    counts.clear();
    rows().forEach(this::over);
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

  private double alone(ComparedVantage row, ComparedCell cell, double[] rates) {
    counts.clear();
    counts.startVantage(1);
    var plain = counts.add(row, cell);
    counts.joinUnknown();
    var gain = plain + counts.unknownGain();
    var hits = counts.vantageHits();
    var misses = counts.vantageMisses();
    for (int i = 0; i < rates.length; i++) {
      gain += hits[i] * Math.log(rates[i]) + misses[i] * Math.log1p(-rates[i]);
    }
    return gain;
  }
}

package dev.parallax.attribution.inference;

import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.ResponseDistributions;
import dev.parallax.attribution.symptom.Symptom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Trials that hypotheses explain, which the response distributions need not account for. */
public final class ExplainedCounts {
  private final ResponseDistributions distributions;
  private final double[] @Nullable [] counts;

  ExplainedCounts(ResponseDistributions distributions) {
    this.distributions = distributions;
    this.counts = new double[distributions.size()][];
  }

  void clear() {
    Arrays.fill(counts, null);
  }

  /** Counts the trials of a cell with this symptom, if the cell has a response distribution. */
  void add(ComparedCell cell, Symptom symptom, int identical) {
    var responses = cell.responses();
    if (responses == null) {
      return;
    }
    of(responses.index())[symptom.index()] += identical * cell.count(symptom);
  }

  void add(ExplainedCounts more) {
    for (int i = 0; i < counts.length; i++) {
      var added = more.counts[i];
      if (added != null) {
        add(of(i), added);
      }
    }
  }

  private static void add(double[] sum, double[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
  }

  private double[] of(int responses) {
    var explained = counts[responses];
    if (explained == null) {
      explained = new double[Symptom.COUNT];
      counts[responses] = explained;
    }
    return explained;
  }

  /** The log-likelihood gain beyond the background of each cell. */
  double gain() {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      var explained = counts[i];
      sum += explained == null ? 0 : distributions.get(i).gainWithout(explained);
    }
    return sum;
  }
}

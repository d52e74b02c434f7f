package dev.parallax.attribution.inference;

import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.ResponseDistributions;
import dev.parallax.attribution.symptom.Symptom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What causes take out of the pools. */
public final class ExplainedCounts {
  private final ResponseDistributions pools;
  private final double[] @Nullable [] counts;

  ExplainedCounts(ResponseDistributions pools) {
    this.pools = pools;
    this.counts = new double[pools.size()][];
  }

  void clear() {
    Arrays.fill(counts, null);
  }

  /** Notes what ended with {@code symptom} in a cell; nothing for cells of no pool. */
  void add(ComparedCell cell, Symptom symptom, int identical) {
    var pool = cell.pool();
    if (pool == null) {
      return;
    }
    of(pool.index())[symptom.index()] += identical * cell.count(symptom);
  }

  void add(ExplainedCounts more) {
    for (int i = 0; i < counts.length; i++) {
      var others = more.counts[i];
      if (others != null) {
        add(of(i), others);
      }
    }
  }

  private static void add(double[] sum, double[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
  }

  private double[] of(int pool) {
    var explained = counts[pool];
    if (explained == null) {
      explained = new double[Symptom.COUNT];
      counts[pool] = explained;
    }
    return explained;
  }

  /** What that gains beyond each cell's own background. */
  double gain() {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      var explained = counts[i];
      sum += explained == null ? 0 : pools.get(i).without(explained);
    }
    return sum;
  }
}

package dev.parallax.attribution.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statistics against values that are known in closed form or from tables. */
class StatisticsTest {
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5723649429247001", // ln(sqrt(pi))
    "1, 0",
    "2, 0",
    "5, 3.1780538303479458", // ln(4!)
    "11, 15.104412573075516", // ln(10!)
    "0.1, 2.252712651734206",
    "100, 359.1342053695754" // ln(99!)
  })
  void logGamma_knownValues(double x, double expected) {
    assertEquals(expected, LogMath.logGamma(x), 1e-9);
  }

  @Test
  void sums_ofProbabilities() {
    assertEquals(
        StrictMath.log(0.3), LogMath.logAdd(StrictMath.log(0.1), StrictMath.log(0.2)), 1e-15);
    assertEquals(
        StrictMath.log(0.6),
        LogMath.logSum(
            new double[] {StrictMath.log(0.1), StrictMath.log(0.2), StrictMath.log(0.3)}),
        1e-15);
    // Terms that underflow by themselves.
    assertEquals(-1000 + StrictMath.log(2), LogMath.logAdd(-1000, -1000), 1e-12);
    assertEquals(
        Double.NEGATIVE_INFINITY,
        LogMath.logAdd(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY));
  }

  /** The lady tasting tea: 3 and 4 of 4 cups right, 17 and 1 of 70 equal arrangements. */
  @ParameterizedTest
  @CsvSource({
    "3, 4, 1, 4, 0.24285714285714285",
    "4, 4, 0, 4, 0.014285714285714285",
    "0, 4, 2, 4, 1",
    "5, 10, 0, 60, 2.0821259829e-5", // C(10, 5) / C(70, 5)
    "0, 5, 0, 0, 1"
  })
  void fisherExactTest_knownValues(
      int hits, int trials, int otherHits, int otherTrials, double expected) {
    assertEquals(expected, FisherExactTest.upperTail(hits, trials, otherHits, otherTrials), 1e-8);
  }

  /** Five values before five others: U = 0, mean 12.5, variance 25 · 11 / 12. */
  @Test
  void rankSum_knownValues() {
    var early = List.of(1L, 2L, 3L, 4L, 5L);
    var late = List.of(6L, 7L, 8L, 9L, 10L);
    var one = new StratifiedRankSum();
    one.add(early, late);
    assertEquals(-12.5 / StrictMath.sqrt(25 * 11 / 12.0), one.z(), 1e-12);

    one.add(late, early);
    assertEquals(0, one.z(), 1e-12);
    one.add(List.of(), late);
    assertEquals(0, one.z(), 1e-12);
  }

  /** Two ties of two values each: the variance 2 · 2 · 5 / 12 falls by 4 / 12 · 12 / 12. */
  @Test
  void rankSum_correctsForTies() {
    var tied = new StratifiedRankSum();
    tied.add(List.of(1L, 1L), List.of(2L, 2L));
    assertEquals(-2 / StrictMath.sqrt(4 / 12.0 * (5 - 12 / 12.0)), tied.z(), 1e-12);

    var equal = new StratifiedRankSum();
    equal.add(List.of(1L, 1L), List.of(1L));
    assertEquals(0, equal.z());
  }

  /** Three trials in an urn with one ball of each colour: 1/2 · 2/3 · 1/4 = 1/12. */
  @Test
  void logPolya_isPolyasUrn() {
    assertEquals(
        StrictMath.log(1.0 / 12),
        DirichletMultinomial.logProbability(new double[] {2, 1}, new double[] {1, 1}),
        1e-10);
    assertEquals(0, DirichletMultinomial.logProbability(new double[] {0, 0}, new double[] {1, 1}));
  }

  /** All outcomes of three trials, each as often as it has orders, have probability 1. */
  @Test
  void logPolya_sumsToOne() {
    var concentrations = new double[] {0.2, 0.1, 0.4};
    double sum = 0;
    for (int a = 0; a <= 3; a++) {
      for (int b = 0; a + b <= 3; b++) {
        int c = 3 - a - b;
        double orders = 6.0 / (factorial(a) * factorial(b) * factorial(c));
        sum +=
            orders
                * StrictMath.exp(
                    DirichletMultinomial.logProbability(new double[] {a, b, c}, concentrations));
      }
    }
    assertEquals(1, sum, 1e-9);
  }

  private static int factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  /** The integral of p^h (1 - p)^m over 0 to 1 is the beta function; here it starts at 0.02. */
  @ParameterizedTest
  @CsvSource({"3, 2", "0, 4", "10, 0", "1.5, 2.5", "0, 0"})
  void logUnknownRate_isTheMeanOverTheRate(double hits, double misses) {
    assertEquals(mean(hits, misses, 0.02, 1), UnknownRate.logProbability(hits, misses), 2e-3);
  }

  @Test
  void logUnknownRate_withinBounds() {
    assertEquals(mean(3, 2, 0.265, 1), UnknownRate.logProbability(3, 2, 0.25, 1), 2e-2);
  }

  private static double mean(double hits, double misses, double lowest, double highest) {
    int steps = 100_000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double p = lowest + (highest - lowest) * (i + 0.5) / steps;
      sum += StrictMath.pow(p, hits) * StrictMath.pow(1 - p, misses);
    }
    return StrictMath.log(sum / steps);
  }

  @Test
  void logOrderings_areBinomialCoefficients() {
    assertEquals(StrictMath.log(10), LogMath.logOrderings(2, 3), 1e-9);
    assertEquals(0, LogMath.logOrderings(0, 7), 1e-9);
  }

  /** The one-sided upper 95 % bound of Clopper and Pearson. */
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0.258866",
    "0, 59, 0.049508",
    "1, 20, 0.216106",
    "2, 20, 0.282619",
    "5, 5, 1",
    "0, 0, 1"
  })
  void excludedRate_isClopperPearsons(int failed, int trials, double expected) {
    assertEquals(expected, ClopperPearson.upperBound(failed, trials), 1e-5);
  }

  @Test
  void largest_theFirstOfEquals() {
    assertEquals(1, LogMath.indexOfLargest(new double[] {0, 3, 3, 1}));
  }
}

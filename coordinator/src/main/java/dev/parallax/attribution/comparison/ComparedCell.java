package dev.parallax.attribution.comparison;

import dev.parallax.attribution.catalogue.NoiseModel;
import dev.parallax.attribution.stats.DirichletMultinomial;
import dev.parallax.attribution.stats.LogMath;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.model.plan.Arm;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One arm at one vantage towards one address: the count of each symptom, and its probability
 * without a cause. Counts are discounted for correlation and therefore not whole.
 */
public final class ComparedCell {
  private static final double[] SPARSE = sparse();

  private final CellKey key;
  private final double[] counts;
  private final double[] expected;
  private final SymptomSet present;
  private final double total;
  private final double[] background = new double[Symptom.COUNT];
  private final double backgroundTotal;
  private final double unsure;
  private final @Nullable ResponseDistribution responses;

  /**
   * @param expected the probability of each symptom without a cause
   * @param responses the responses of the server to this question; null for a request that every
   *     server without a fault answers in one way
   */
  public ComparedCell(
      CellKey key, int[] seen, double[] expected, @Nullable ResponseDistribution responses) {
    this.key = key;
    this.responses = responses;
    this.counts = discounted(seen);
    this.expected = expected;
    double trials = 0;
    double plain = 0;
    var seenHere = EnumSet.noneOf(Symptom.class);
    for (var symptom : Symptom.values()) {
      int i = symptom.index();
      if (counts[i] > 0) {
        seenHere.add(symptom);
      }
      trials += counts[i];
      background[i] = counts[i] == 0 ? 0 : counts[i] * StrictMath.log(expected[i]);
      plain += background[i];
    }
    this.present = SymptomSet.of(seenHere);
    this.total = trials;
    this.backgroundTotal = plain;
    this.unsure = logPolya();
  }

  /** Trials that share a minute and a path are less informative than independent trials. */
  static double[] discounted(int[] seen) {
    int trials = 0;
    for (int count : seen) {
      trials += count;
    }
    var factor = 1 / (1 + NoiseModel.CORRELATION * Math.max(0, trials - 1));
    var counts = new double[Symptom.COUNT];
    for (int i = 0; i < Symptom.COUNT; i++) {
      counts[i] = seen[i] * factor;
    }
    return counts;
  }

  public CellKey key() {
    return key;
  }

  double[] counts() {
    return counts;
  }

  public double[] background() {
    return background;
  }

  public Arm arm() {
    return key.arm();
  }

  public Optional<IpAddress> address() {
    return key.address();
  }

  public @Nullable ResponseDistribution responses() {
    return responses;
  }

  public boolean isIpv6() {
    return key.isIpv6();
  }

  public double total() {
    return total;
  }

  /** The symptoms that were observed. */
  public SymptomSet present() {
    return present;
  }

  /** Whether a trial with the real name passed. */
  public boolean passes() {
    return ArmGroups.REQUESTS.contains(key.arm()) && present.intersects(SymptomSet.PASSING);
  }

  public double count(Symptom symptom) {
    return counts[symptom.index()];
  }

  public double count(SymptomSet symptoms) {
    double sum = 0;
    for (var symptom : symptoms) {
      sum += counts[symptom.index()];
    }
    return sum;
  }

  /** Log-likelihood of the trials with {@code symptom} without a cause. */
  public double background(Symptom symptom) {
    return background[symptom.index()];
  }

  /** The probability that one trial ends with {@code symptom} without a cause. */
  double expected(Symptom symptom) {
    return expected[symptom.index()];
  }

  /** The log Bayes factor of "any symptom" for this cell against the noise model. */
  public double unsureGain() {
    return unsure - backgroundTotal;
  }

  /** The log Bayes factor of an unknown cause that possibly affects this cell. */
  public double unknownGain() {
    var sound = StrictMath.log1p(-NoiseModel.UNKNOWN_TOUCHES) + backgroundTotal;
    var touched = StrictMath.log(NoiseModel.UNKNOWN_TOUCHES) + unsure;
    return LogMath.logAdd(sound, touched) - backgroundTotal;
  }

  /** A sparse Dirichlet-multinomial: a single symptom, any of them, repeated. */
  private double logPolya() {
    return DirichletMultinomial.logProbability(counts, SPARSE);
  }

  private static double[] sparse() {
    var identical = new double[Symptom.COUNT];
    Arrays.fill(identical, 1.0 / Symptom.COUNT);
    return identical;
  }
}

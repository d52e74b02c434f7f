package dev.parallax.attribution.inference;

import dev.parallax.attribution.catalogue.Mechanism;
import dev.parallax.attribution.catalogue.NoiseModel;
import dev.parallax.attribution.catalogue.Priors;
import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ResponseDistributions;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.stats.LogMath;
import dev.parallax.attribution.stats.UnknownRate;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import java.util.Arrays;

/**
 * The sufficient statistics of one hypothesis: discounted trials that it hits, trials that it
 * should have hit and did not, and the main symptom of each vantage.
 */
final class HypothesisCounts {
  private final Hypothesis hypothesis;
  private final UnknownArmEffects vantageUnknown;
  private final UnknownArmEffects unknown;
  private final double[] vantageSymptoms = new double[Symptom.COUNT];
  private final double[] mainOutside = new double[Symptom.COUNT];
  private final double[] mainInside = new double[Symptom.COUNT];
  private double hits;
  private double misses;
  private double vantageHits;
  private double vantageMisses;

  HypothesisCounts(Hypothesis hypothesis, ResponseDistributions distributions) {
    this.hypothesis = hypothesis;
    this.vantageUnknown = new UnknownArmEffects(hypothesis, distributions);
    this.unknown = new UnknownArmEffects(hypothesis, distributions);
  }

  Hypothesis hypothesis() {
    return hypothesis;
  }

  double vantageHits() {
    return vantageHits;
  }

  double vantageMisses() {
    return vantageMisses;
  }

  void clear() {
    hits = 0;
    misses = 0;
    vantageUnknown.clear();
    unknown.clear();
    Arrays.fill(mainOutside, 0);
    Arrays.fill(mainInside, 0);
  }

  void startVantage() {
    vantageHits = 0;
    vantageMisses = 0;
    Arrays.fill(vantageSymptoms, 0);
  }

  /** Counts the hits of a cell, by the symptoms it explains there. */
  double hit(ComparedCell cell, SymptomSet explained, Mechanism.Effect effect) {
    double hit = 0;
    for (var symptom : explained) {
      hit += cell.count(symptom);
      vantageSymptoms[symptom.index()] += showsAtTargetPort(effect, cell) ? cell.count(symptom) : 0;
    }
    vantageHits += hit;
    return hit;
  }

  void miss(double trials) {
    vantageMisses += trials;
  }

  /** Counts a cell of an arm without a prediction. */
  void unpredicted(ComparedCell cell, int identical) {
    vantageUnknown.add(cell, identical);
  }

  /** The main symptom is that of the target's port; other questions to the host have their own. */
  private static boolean showsAtTargetPort(Mechanism.Effect effect, ComparedCell cell) {
    return effect == Mechanism.Effect.HIT && !ArmGroups.HOST.contains(cell.arm());
  }

  /**
   * Adds the vantage to the sums. Within one vantage a cause mostly shows one symptom, which is
   * counted once. Inside and outside are counted separately: a host that is down is unreachable for
   * its neighbours and silent for other vantages. A vantage that is hit on other requests only has
   * no main symptom.
   *
   * @return log-probability of the vantage's other symptoms given its main symptom
   */
  double endVantage(ComparedVantage vantage, int identical) {
    hits += identical * vantageHits;
    misses += identical * vantageMisses;
    int main = LogMath.indexOfLargest(vantageSymptoms);
    if (vantageSymptoms[main] <= 0) {
      return 0;
    }
    (vantage.inside() ? mainInside : mainOutside)[main] += identical;
    return hypothesis.mechanism().preference().logBeside(vantageSymptoms, main);
  }

  /**
   * Adds the vantage's cells without a prediction to the sums.
   *
   * @return the most that they may add to the log Bayes factor
   */
  double joinUnknown() {
    double most = vantageUnknown.most();
    unknown.add(vantageUnknown);
    vantageUnknown.clear();
    return most;
  }

  double unknownGain() {
    return unknown.gain();
  }

  /** Log-probability of the main symptoms, and of the hits and misses. */
  double logChance() {
    var preference = hypothesis.mechanism().preference();
    return preference.logChance(mainOutside) + preference.logChance(mainInside) + logRate();
  }

  private double logRate() {
    if (hypothesis.always()) {
      return hits * NoiseModel.LOG_ALWAYS_HITS + misses * NoiseModel.LOG_ALWAYS_MISSES;
    }
    return hits + misses == 0
        ? 0
        : UnknownRate.logProbability(hits, misses, Priors.leastRate(hypothesis.id()), 1);
  }

  /** The probability that a trial is hit, estimated over all vantages. */
  double estimatedRate() {
    return hypothesis.always() ? 1 - NoiseModel.MISS : (hits + 1) / (hits + misses + 2);
  }
}

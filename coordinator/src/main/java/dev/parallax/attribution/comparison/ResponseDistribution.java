package dev.parallax.attribution.comparison;

import dev.parallax.attribution.catalogue.NoiseModel;
import dev.parallax.attribution.catalogue.ServerResponses;
import dev.parallax.attribution.symptom.Symptom;
import java.util.Map;

/**
 * What everybody saw of one question that a sound server may answer in several ways. It has one
 * manner for all, which nobody knows beforehand: what a cause spares is judged by the manner that
 * the spared show together.
 */
public final class ResponseDistribution {
  private static final int OK = Symptom.OK.index();
  private static final int LOSSY = Symptom.OK_LOSSY.index();
  private static final int SLOW = Symptom.OK_SLOW.index();

  /** Less than this is rounding. */
  private static final double NONE = 1e-9;

  private final double[] usual = new double[Symptom.COUNT];
  private final double[] stray = new double[Symptom.COUNT];
  private final double[] counts = new double[Symptom.COUNT];
  private final int index;
  private final double noise;

  /**
   * @param usual how sound servers answer
   * @param noise share of trials that fail for no reason
   */
  ResponseDistribution(int index, Map<Symptom, Double> usual, double noise) {
    this.index = index;
    this.noise = noise;
    for (var symptom : Symptom.values()) {
      this.usual[symptom.index()] = usual.getOrDefault(symptom, 0.0) * ServerResponses.WEIGHT;
      this.stray[symptom.index()] = NoiseModel.noise(symptom) * noise;
    }
  }

  public int index() {
    return index;
  }

  void add(double[] seen) {
    for (int i = 0; i < seen.length; i++) {
      counts[passing(i)] += seen[i];
    }
  }

  /** How likely the server, not what is in between, answers so. */
  public double[] manner() {
    double total = total(counts);
    var shares = new double[Symptom.COUNT];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (counts[i] + usual[i]) / total;
    }
    return shares;
  }

  /** What is gained by leaving these, by {@link Symptom#index()}, to a cause, beyond their own. */
  public double without(double[] explained) {
    var rest = counts.clone();
    double own = 0;
    double all = total(counts);
    for (int i = 0; i < explained.length; i++) {
      if (explained[i] > 0) {
        int symptom = passing(i);
        rest[symptom] = Math.max(0, rest[symptom] - explained[i]);
        own += explained[i] * logChance(symptom, counts[symptom], all);
      }
    }
    return own + chance(rest) - chance(counts);
  }

  private double chance(double[] seen) {
    double total = total(seen);
    double sum = 0;
    for (int i = 0; i < seen.length; i++) {
      sum += seen[i] > NONE ? chance(i, seen[i], total) : 0;
    }
    return sum;
  }

  /** Either the server has this manner, which is itself more or less likely, or it was chance. */
  private double chance(int symptom, double count, double total) {
    double manner =
        Math.log(
                Math.max(ServerResponses.UNKNOWN_RESPONSE, usual[symptom] / ServerResponses.WEIGHT))
            + count * logChance(symptom, count, total);
    return Math.max(manner, count * Math.log(Math.max(stray[symptom], Double.MIN_NORMAL)));
  }

  private double logChance(int symptom, double count, double total) {
    return Math.log((1 - noise) * (count + usual[symptom]) / total + stray[symptom]);
  }

  private static double total(double[] seen) {
    double total = ServerResponses.WEIGHT;
    for (double count : seen) {
      total += count;
    }
    return total;
  }

  /** A pass with trouble is a pass. */
  private static int passing(int symptom) {
    return symptom == LOSSY || symptom == SLOW ? OK : symptom;
  }
}

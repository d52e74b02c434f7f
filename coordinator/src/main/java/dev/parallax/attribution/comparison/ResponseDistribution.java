package dev.parallax.attribution.comparison;

import dev.parallax.attribution.catalogue.NoiseModel;
import dev.parallax.attribution.catalogue.ServerResponses;
import dev.parallax.attribution.symptom.Symptom;
import java.util.Map;

/**
 * The responses of one server to one request that servers without a fault answer in several ways. A
 * server has one response distribution for all vantages, which is not known in advance: the trials
 * without an effect of the cause are judged by their common distribution (a profile likelihood).
 */
public final class ResponseDistribution {
  private static final int OK = Symptom.OK.index();
  private static final int LOSSY = Symptom.OK_LOSSY.index();
  private static final int SLOW = Symptom.OK_SLOW.index();

  /** Less than this is rounding. */
  private static final double NONE = 1e-9;

  private final double[] pseudoCounts = new double[Symptom.COUNT];
  private final double[] noiseShares = new double[Symptom.COUNT];
  private final double[] counts = new double[Symptom.COUNT];
  private final int index;
  private final double noise;

  /**
   * @param prior the shares of responses of servers without a fault
   * @param noise share of trials that fail without a cause
   */
  ResponseDistribution(int index, Map<Symptom, Double> prior, double noise) {
    this.index = index;
    this.noise = noise;
    for (var symptom : Symptom.values()) {
      this.pseudoCounts[symptom.index()] =
          prior.getOrDefault(symptom, 0.0) * ServerResponses.WEIGHT;
      this.noiseShares[symptom.index()] = NoiseModel.noise(symptom) * noise;
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

  /** The posterior mean of the share of each response, by {@link Symptom#index()}. */
  public double[] shares() {
    double total = total(counts);
    var shares = new double[Symptom.COUNT];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (counts[i] + pseudoCounts[i]) / total;
    }
    return shares;
  }

  /**
   * The log-likelihood ratio of the other trials alone against all trials, without the contribution
   * of each explained trial.
   *
   * @param explained explained counts, by {@link Symptom#index()}
   */
  public double gainWithout(double[] explained) {
    var rest = counts.clone();
    double ownTerms = 0;
    double all = total(counts);
    for (int i = 0; i < explained.length; i++) {
      if (explained[i] > 0) {
        int symptom = passing(i);
        rest[symptom] = Math.max(0, rest[symptom] - explained[i]);
        ownTerms += explained[i] * logShare(symptom, counts[symptom], all);
      }
    }
    return ownTerms + logProfileLikelihood(rest) - logProfileLikelihood(counts);
  }

  private double logProfileLikelihood(double[] seen) {
    double total = total(seen);
    double sum = 0;
    for (int i = 0; i < seen.length; i++) {
      sum += seen[i] > NONE ? logTerm(i, seen[i], total) : 0;
    }
    return sum;
  }

  /** Either the server has this response, which has a prior of its own, or the trials are noise. */
  private double logTerm(int symptom, double count, double total) {
    double response =
        StrictMath.log(
                Math.max(
                    ServerResponses.UNKNOWN_RESPONSE,
                    pseudoCounts[symptom] / ServerResponses.WEIGHT))
            + count * logShare(symptom, count, total);
    return Math.max(
        response, count * StrictMath.log(Math.max(noiseShares[symptom], Double.MIN_NORMAL)));
  }

  private double logShare(int symptom, double count, double total) {
    return StrictMath.log(
        (1 - noise) * (count + pseudoCounts[symptom]) / total + noiseShares[symptom]);
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

package dev.parallax.attribution.inference;

import dev.parallax.attribution.catalogue.Mechanism;
import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ResponseDistributions;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.symptom.SymptomSet;
import java.util.List;

/** Assigns the trials of each cell to the hypotheses of one explanation, vantage by vantage. */
final class HitCounts {
  private final List<HypothesisCounts> byHypothesis;
  private final ExplainedCounts explained;
  private int identical = 1;

  /**
   * @param hypotheses the hypothesis with the earlier symptom first, the unknown cause last
   */
  HitCounts(ResponseDistributions distributions, List<Hypothesis> hypotheses) {
    this.explained = new ExplainedCounts(distributions);
    this.byHypothesis =
        hypotheses.stream()
            .map(hypothesis -> new HypothesisCounts(hypothesis, distributions))
            .toList();
  }

  void clear() {
    explained.clear();
    byHypothesis.forEach(HypothesisCounts::clear);
  }

  /**
   * @param count the number of vantages with the same observations
   */
  void startVantage(int count) {
    identical = count;
    byHypothesis.forEach(HypothesisCounts::startVantage);
  }

  double[] vantageHits() {
    return byHypothesis.stream().mapToDouble(HypothesisCounts::vantageHits).toArray();
  }

  double[] vantageMisses() {
    return byHypothesis.stream().mapToDouble(HypothesisCounts::vantageMisses).toArray();
  }

  /** Log-probability of each vantage's other symptoms given its main symptom. */
  double endVantage(ComparedVantage vantage) {
    double sum = 0;
    for (var counts : byHypothesis) {
      sum += counts.endVantage(vantage, identical);
    }
    return sum;
  }

  /**
   * Counts the hits and misses of a cell. Of two hypotheses that hit it, the earlier takes its
   * symptoms, and the later takes its own among the rest. A trial that ended before an earlier
   * cause could show is a miss of neither.
   *
   * @return {@code -Σ n log q} over the trials that a hypothesis explains, or the term of the
   *     unknown cause for a cell that no other hypothesis hits
   */
  double add(ComparedVantage vantage, ComparedCell cell) {
    double logGain = 0;
    double unassigned = cell.total();
    var explainedSymptoms = SymptomSet.NONE;
    var endedSymptoms = SymptomSet.NONE;
    for (var counts : byHypothesis) {
      var hypothesis = counts.hypothesis();
      if (hypothesis.unknown()) {
        return explainedSymptoms.isEmpty() ? cell.unknownGain() : logGain;
      }
      var effect = hypothesis.effect(vantage, cell.key());
      if (effect == Mechanism.Effect.UNPREDICTED) {
        if (explainedSymptoms.isEmpty()) {
          counts.unpredicted(cell, identical);
        }
        return logGain;
      }
      if (effect == Mechanism.Effect.SPARED || explainedSymptoms.contains(hypothesis.symptom())) {
        continue;
      }
      var symptoms = hypothesis.symptoms(effect);
      var hitSymptoms = symptoms.minus(explainedSymptoms).and(cell.present());
      logGain = explain(cell, hitSymptoms, logGain);
      explainedSymptoms = explainedSymptoms.or(symptoms);
      var newlyEnded = endedEarlier(hypothesis, cell).minus(explainedSymptoms).minus(endedSymptoms);
      double hits = counts.hit(cell, hitSymptoms, effect);
      double alreadyTakenAsEnded = cell.count(hitSymptoms.and(endedSymptoms));
      unassigned -= hits - alreadyTakenAsEnded + cell.count(newlyEnded);
      endedSymptoms = endedSymptoms.or(newlyEnded);
      counts.miss(unassigned);
    }
    return logGain;
  }

  /** Takes the trials with these symptoms out of the noise and the server's responses. */
  private double explain(ComparedCell cell, SymptomSet symptoms, double gainBefore) {
    double logGain = gainBefore;
    for (var symptom : symptoms) {
      logGain -= cell.background(symptom);
      explained.add(cell, symptom, identical);
    }
    return logGain;
  }

  /** Symptoms of trials that ended before a cause that always strikes could show. */
  private static SymptomSet endedEarlier(Hypothesis hypothesis, ComparedCell cell) {
    return hypothesis.always()
        ? SymptomSet.before(hypothesis.symptom()).and(cell.present())
        : SymptomSet.NONE;
  }

  /**
   * The maximum contribution of this vantage's cells without a prediction; they are added to the
   * earlier ones.
   */
  double joinUnknown() {
    double sum = 0;
    for (var counts : byHypothesis) {
      sum += counts.joinUnknown();
    }
    return sum;
  }

  /** The contribution of all cells without a prediction to the log Bayes factor. */
  double unknownGain() {
    double sum = 0;
    for (var counts : byHypothesis) {
      sum += counts.unknownGain();
    }
    return sum;
  }

  /** The terms that vantages share: unknown effects, responses, symptom preferences and rates. */
  double sharedTerms() {
    double sum = unknownGain() + explained.gain();
    for (var counts : byHypothesis) {
      sum += counts.logChance();
    }
    return sum;
  }

  /** For each hypothesis the probability that a trial is hit, estimated over all vantages. */
  double[] rates() {
    return byHypothesis.stream().mapToDouble(HypothesisCounts::estimatedRate).toArray();
  }
}

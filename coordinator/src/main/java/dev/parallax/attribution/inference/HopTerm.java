package dev.parallax.attribution.inference;

import dev.parallax.attribution.catalogue.WitnessPriors;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.FaultLocations;
import dev.parallax.attribution.hypothesis.AffectedVantages;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.model.verdict.Cause;
import java.util.HashMap;
import java.util.List;

/**
 * The term of the likelihood for located faults: a service breaks connections at the last hop, an
 * edge shortly before it, a path anywhere. Each network counts once, and at most the three that
 * contradict the hypothesis most.
 */
public final class HopTerm {
  private HopTerm() {}

  /** The log-likelihood ratio of these hypotheses against a fault anywhere on the path. */
  static double of(FaultLocations located, List<Hypothesis> hypotheses) {
    var places = located.places();
    if (places.isEmpty()) {
      return 0;
    }
    var byNetwork = new HashMap<String, Double>();
    for (var place : places) {
      for (var hypothesis : hypotheses) {
        if (!hypothesis.unknown()
            && hypothesis.touches(place.row())
            && hypothesis.shows(place.symptom())) {
          byNetwork.merge(
              place.row().network(), logRatio(located.rows(), hypothesis, place), Math::min);
        }
      }
    }
    return byNetwork.values().stream()
        .sorted()
        .limit(WitnessPriors.NETWORKS)
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  private static double logRatio(
      List<ComparedVantage> rows, Hypothesis hypothesis, FaultLocations.FaultLocation place) {
    var hopsBeforeTarget = Math.min(place.before(), WitnessPriors.DISTANCES - 1);
    var predicted = WitnessPriors.distances(hypothesis.id()).get(hopsBeforeTarget);
    var passed =
        hypothesis.id().family() == Cause.CauseFamily.PATH && isPassedBy(rows, place, hypothesis);
    return StrictMath.log(predicted / WitnessPriors.ANYWHERE)
        + (passed ? WitnessPriors.LOG_PASSED_BY_OTHERS : 0);
  }

  /** Other vantages whose path contains the last router before the fault pass it. */
  private static boolean isPassedBy(
      List<ComparedVantage> rows, FaultLocations.FaultLocation place, Hypothesis hypothesis) {
    return rows.stream()
        .filter(other -> !other.inside() && !hypothesis.reach().contains(other))
        .filter(other -> place.reached().filter(other.vantage().routers()::contains).isPresent())
        .anyMatch(other -> AffectedVantages.clears(other, hypothesis));
  }
}

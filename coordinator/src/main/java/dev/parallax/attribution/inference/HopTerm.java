package dev.parallax.attribution.inference;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.FaultLocations;
import dev.parallax.attribution.hypothesis.AffectedVantages;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.model.Cause;
import java.util.HashMap;
import java.util.List;

/**
 * The term of the likelihood that located faults give: a service breaks connections at the last
 * hop, an edge shortly before it, a path anywhere on the way. Each network counts once, the three
 * that speak most against the hypothesis at most.
 */
public final class HopTerm {
  /** Networks that count; paths to one target share their last hops. */
  private static final int NETWORKS = 3;

  /** The probability of each distance before the target: no hop, one, two, more. */
  private static final double[] SERVICE = {0.90, 0.06, 0.03, 0.01};

  private static final double[] EDGE = {0.30, 0.35, 0.20, 0.15};
  private static final double[] WAY = {0.04, 0.10, 0.16, 0.70};
  private static final double[] ANYWHERE = {0.25, 0.25, 0.25, 0.25};

  /** A fault on the way of some vantages only, and yet behind a router that others get past. */
  private static final double LOG_PASSED = Math.log(0.1);

  private HopTerm() {}

  /** The log-likelihood ratio of these hypotheses against a fault anywhere on the way. */
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
          byNetwork.merge(place.row().network(), log(located.rows(), hypothesis, place), Math::min);
        }
      }
    }
    return byNetwork.values().stream()
        .sorted()
        .limit(NETWORKS)
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  private static double log(
      List<ComparedVantage> rows, Hypothesis hypothesis, FaultLocations.Place place) {
    var at = Math.min(place.before(), ANYWHERE.length - 1);
    var passed =
        hypothesis.id().family() == Cause.Family.PATH && isPassedBy(rows, place, hypothesis);
    return Math.log(likely(hypothesis.id())[at] / ANYWHERE[at]) + (passed ? LOG_PASSED : 0);
  }

  /** Other vantages whose way leads through the last router before the fault get past it. */
  private static boolean isPassedBy(
      List<ComparedVantage> rows, FaultLocations.Place place, Hypothesis hypothesis) {
    return rows.stream()
        .filter(other -> !other.inside() && !hypothesis.reach().contains(other))
        .filter(other -> other.seat().routers().contains(place.reached()))
        .anyMatch(other -> AffectedVantages.clears(other, hypothesis));
  }

  /** The probability of each distance before the target: no hop, one, two, more. */
  public static double[] likely(Cause id) {
    return switch (id.family()) {
      case SERVICE -> SERVICE;
      case EDGE -> EDGE;
      case PATH -> WAY;
      case HEALTHY, NAME, VANTAGE, UNKNOWN -> ANYWHERE;
    };
  }
}

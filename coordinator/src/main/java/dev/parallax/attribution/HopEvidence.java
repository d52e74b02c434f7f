package dev.parallax.attribution;

import dev.parallax.model.Cause;
import dev.parallax.model.Target;
import dev.parallax.model.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * What the TTL walks say of where a fault sits: a service breaks at the last hop, an edge shortly
 * before it, a path anywhere on the way.
 */
record HopEvidence(List<Row> rows, List<Place> places) {
  /** Networks that count; paths to one target share their last hops. */
  private static final int NETWORKS = 3;

  /** The share of base trials from which on a single walk meets what base met. */
  private static final double RULE = 0.5;

  /** How likely each kind of place is, by hops before the target: none, one, two, more. */
  private static final double[] SERVICE = {0.90, 0.06, 0.03, 0.01};

  private static final double[] EDGE = {0.30, 0.35, 0.20, 0.15};
  private static final double[] WAY = {0.04, 0.10, 0.16, 0.70};

  /** What is on the way of some only, and yet behind a router that others pass. */
  private static final double LOG_PASSED = Math.log(0.1);

  private static final double[] ANYWHERE = {0.25, 0.25, 0.25, 0.25};

  /**
   * A vantage's fault, located.
   *
   * @param before hops between it and the target, at least
   * @param reached the last router before it that answered; empty when none did
   */
  record Place(Row row, Sight sight, Verdict.Hops hops, int before, String reached) {
    /** Others whose way leads through that router get past it. */
    boolean isPassedBy(List<Row> rows, Hypothesis cause) {
      return rows.stream()
          .filter(other -> !other.inside() && !cause.reach().contains(other))
          .filter(other -> other.seat().routers().contains(reached))
          .anyMatch(other -> other.clears(cause));
    }
  }

  static HopEvidence of(Target target, List<Row> rows) {
    var places = new ArrayList<Place>();
    for (var row : rows) {
      if (!row.inside() && row.seat().walked()) {
        row.base().keySet().stream()
            .filter(sight -> !sight.passes() && row.share(sight) >= RULE)
            .forEach(sight -> place(target, row, sight, places));
      }
    }
    return new HopEvidence(rows, List.copyOf(places));
  }

  private static void place(Target target, Row row, Sight sight, List<Place> places) {
    var walk = HopWalk.of(row.seat(), target, sight);
    walk.hops()
        .ifPresent(
            hops ->
                walk.before(hops)
                    .ifPresent(
                        before ->
                            places.add(new Place(row, sight, hops, before, walk.reached(hops)))));
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  /** What these causes gain by where the faults sit. */
  double gain(List<Hypothesis> causes) {
    if (places.isEmpty()) {
      return 0;
    }
    var byNetwork = new HashMap<String, Double>();
    for (var place : places) {
      for (var cause : causes) {
        if (!cause.unknown() && cause.touches(place.row()) && cause.shows(place.sight())) {
          byNetwork.merge(place.row().network(), log(cause, place), Math::min);
        }
      }
    }
    return byNetwork.values().stream()
        .sorted()
        .limit(NETWORKS)
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  private double log(Hypothesis cause, Place place) {
    var at = Math.min(place.before(), ANYWHERE.length - 1);
    var passed = Testimony.isPath(cause.id()) && place.isPassedBy(rows, cause);
    return Math.log(likely(cause.id())[at] / ANYWHERE[at]) + (passed ? LOG_PASSED : 0);
  }

  /** How likely each distance before the target is: none, one, two, more hops. */
  static double[] likely(Cause id) {
    if (Testimony.isService(id)) {
      return SERVICE;
    }
    if (Testimony.isEdge(id)) {
      return EDGE;
    }
    return Testimony.isPath(id) ? WAY : ANYWHERE;
  }
}

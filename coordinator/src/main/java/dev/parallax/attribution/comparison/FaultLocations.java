package dev.parallax.attribution.comparison;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.witness.TtlWalk;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The location of a fault by the TTL walks: a service fault is at the last hop, an edge fault
 * shortly before it, a path fault anywhere.
 */
public record FaultLocations(List<ComparedVantage> rows, List<FaultLocation> places) {
  /**
   * The location of a fault at one vantage.
   *
   * @param before minimum number of hops between it and the target
   * @param reached the last answering router before it; absent without one
   */
  public record FaultLocation(
      ComparedVantage row,
      Symptom symptom,
      Verdict.Hops hops,
      int before,
      Optional<IpAddress> reached) {}

  static FaultLocations of(Target target, List<ComparedVantage> rows) {
    var places = new ArrayList<FaultLocation>();
    for (var row : rows) {
      if (!row.inside() && row.vantage().walked()) {
        row.base().keySet().stream()
            .filter(
                symptom -> !symptom.passes() && row.share(symptom) >= Thresholds.WALK_MEETS_BASE)
            .forEach(symptom -> place(target, row, symptom, places));
      }
    }
    return new FaultLocations(rows, List.copyOf(places));
  }

  private static void place(
      Target target, ComparedVantage row, Symptom symptom, List<FaultLocation> places) {
    var walk = TtlWalk.of(row.vantage(), target, symptom);
    walk.hops()
        .ifPresent(
            hops ->
                walk.before(hops)
                    .ifPresent(
                        before ->
                            places.add(
                                new FaultLocation(
                                    row, symptom, hops, before, walk.reached(hops)))));
  }

  public boolean isEmpty() {
    return places.isEmpty();
  }
}

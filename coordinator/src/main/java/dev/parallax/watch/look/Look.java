package dev.parallax.watch.look;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What each vantage saw of a target in one look.
 *
 * @param unreferenced the vantages at which the reference failed
 * @param handshakes of one vantage, the most: one for each address of target and reference
 */
public record Look(
    SweepId sweep,
    Instant at,
    SortedMap<VantageId, Sight> sights,
    Set<VantageId> unreferenced,
    int handshakes) {
  /** Of one vantage. */
  public enum Sight {
    PASSED,
    FAILED,
    /** Target and reference failed: the vantage itself may be at fault. */
    SICK,
    /** Nothing ran. Missing is never failing. */
    MISSING
  }

  public Look {
    sights = Collections.unmodifiableSortedMap(new TreeMap<>(sights));
    unreferenced = Set.copyOf(unreferenced);
  }

  /** Of a finished sweep with one round. */
  public static Look of(Sweep sweep, Target target) {
    var seen =
        sweep.targets().stream()
            .filter(results -> results.target().equals(target))
            .flatMap(results -> results.observations().stream())
            .filter(Observation::ran)
            .toList();
    var unreferenced = failing(seen, Arm.REFERENCE);
    var sights = new TreeMap<VantageId, Sight>();
    for (var vantage : sweep.vantages()) {
      sights.put(vantage.id(), sight(vantage.id(), seen, unreferenced));
    }
    return new Look(sweep.id(), sweep.startedAt(), sights, unreferenced, most(seen));
  }

  private static Sight sight(
      VantageId vantage, List<Observation> seen, Set<VantageId> unreferenced) {
    var own =
        seen.stream()
            .filter(one -> one.key().vantage().equals(vantage) && one.key().arm() == Arm.BASE)
            .toList();
    if (own.isEmpty()) {
      return Sight.MISSING;
    }
    if (own.stream().allMatch(Observation::ok)) {
      return Sight.PASSED;
    }
    return unreferenced.contains(vantage) ? Sight.SICK : Sight.FAILED;
  }

  private static Set<VantageId> failing(List<Observation> seen, Arm arm) {
    return seen.stream()
        .filter(one -> one.key().arm() == arm && !one.ok())
        .map(one -> one.key().vantage())
        .collect(Collectors.toSet());
  }

  private static int most(List<Observation> seen) {
    return Math.toIntExact(
        seen.stream()
            .filter(one -> one.steps().tcp().isPresent() || !one.ok())
            .collect(Collectors.groupingBy(one -> one.key().vantage(), Collectors.counting()))
            .values()
            .stream()
            .mapToLong(count -> count)
            .max()
            .orElse(1));
  }

  /** The vantages with this sight. */
  public SortedSet<VantageId> with(Sight sight) {
    return sights.entrySet().stream()
        .filter(entry -> entry.getValue() == sight)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a vantage saw the target pass and none saw it fail. */
  public boolean isHealthy() {
    return !with(Sight.PASSED).isEmpty() && with(Sight.FAILED).isEmpty();
  }
}

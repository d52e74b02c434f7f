package dev.parallax.watch.phase;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The times of one look at a target, by vantage and phase, ms. Only trials that passed count: a
 * step that fails ends early, or at a timeout of the agent.
 */
public record PhaseTimes(Instant at, Map<VantageId, Map<TimedStep, Double>> millis) {
  public PhaseTimes {
    millis = Map.copyOf(millis);
  }

  /** Of a finished look; of several trials of a vantage the fastest. */
  public static PhaseTimes of(Sweep look, Target target) {
    return of(look.startedAt(), passing(look, target, Arm.BASE).toList());
  }

  /** Of the reference sites of a finished look, by {@link Target#name()}. */
  public static Map<String, PhaseTimes> ofSites(Sweep look, Target target) {
    return passing(look, target, Arm.REFERENCE)
        .collect(
            Collectors.groupingBy(
                seen -> seen.key().variant(),
                Collectors.collectingAndThen(
                    Collectors.toList(), trials -> of(look.startedAt(), trials))));
  }

  private static Stream<Observation> passing(Sweep look, Target target, Arm arm) {
    return look.targets().stream()
        .filter(results -> results.target().equals(target))
        .flatMap(results -> results.observations().stream())
        .filter(seen -> seen.ok() && seen.key().arm() == arm && isInTime(seen));
  }

  private static PhaseTimes of(Instant at, List<Observation> trials) {
    var times = new TreeMap<VantageId, Map<TimedStep, Double>>();
    trials.forEach(seen -> collect(seen, times));
    return new PhaseTimes(at, times);
  }

  /** The delay of an agent is no time of the target. */
  private static boolean isInTime(Observation seen) {
    return seen.delay().filter(SchedulingDelay::isNotable).isEmpty();
  }

  private static void collect(Observation seen, Map<VantageId, Map<TimedStep, Double>> times) {
    var own = times.computeIfAbsent(seen.key().vantage(), fresh -> new EnumMap<>(TimedStep.class));
    for (var phase : TimedStep.values()) {
      phase.millis(seen.steps()).ifPresent(took -> own.merge(phase, took, Math::min));
    }
  }
}

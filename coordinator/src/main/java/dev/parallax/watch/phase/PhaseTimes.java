package dev.parallax.watch.phase;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

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
    var times = new TreeMap<VantageId, Map<TimedStep, Double>>();
    look.targets().stream()
        .filter(results -> results.target().equals(target))
        .flatMap(results -> results.observations().stream())
        .filter(seen -> seen.ok() && seen.key().arm() == Arm.BASE && isInTime(seen))
        .forEach(seen -> collect(seen, times));
    return new PhaseTimes(look.startedAt(), times);
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

package dev.parallax.attribution.health;

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Cause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Vantages whose agent does not get the CPU time that measuring takes: their own records of the
 * last round in which they took part show it. Their trials of a target are neither evidence for it
 * nor against it. A vantage whose agent is on time again counts with the trials that it completed.
 */
public final class StarvedVantages {
  private StarvedVantages() {}

  /** In name order; also those of which no trial came to its end. */
  public static List<VantageFault> of(Sweep sweep, TargetResults results, TargetTrials scene) {
    var name = results.target().name();
    var spoilt =
        results.observations().stream()
            .filter(Observation::isSpoilt)
            .map(seen -> seen.key().vantage())
            .collect(Collectors.toSet());
    if (spoilt.isEmpty()) {
      return List.of();
    }
    var byVantage =
        results.observations().stream()
            .filter(seen -> spoilt.contains(seen.key().vantage()) && isAbout(name, seen))
            .collect(
                Collectors.groupingBy(
                    seen -> seen.key().vantage(), TreeMap::new, Collectors.toList()));
    return byVantage.entrySet().stream()
        .flatMap(entry -> fault(sweep, scene, entry).stream())
        .toList();
  }

  private static Optional<VantageFault> fault(
      Sweep sweep, TargetTrials scene, Map.Entry<VantageId, List<Observation>> entry) {
    return AgentDelay.of(ofLastRound(entry.getValue())).isStarved()
        ? vantage(sweep, scene, entry.getKey())
            .map(vantage -> fault(vantage, AgentDelay.of(entry.getValue())))
        : Optional.empty();
  }

  private static List<Observation> ofLastRound(List<Observation> observations) {
    int last = observations.stream().mapToInt(seen -> seen.key().round()).max().orElse(0);
    return observations.stream().filter(seen -> seen.key().round() == last).toList();
  }

  private static VantageFault fault(VantageTrials vantage, AgentDelay delay) {
    return new VantageFault(
        vantage,
        Cause.AGENT_SHORT_OF_CPU,
        Symptom.OTHER,
        FailureWord.UNKNOWN,
        delay.late(),
        0,
        true,
        Optional.of(delay));
  }

  private static Optional<VantageTrials> vantage(Sweep sweep, TargetTrials scene, VantageId id) {
    return scene.vantages().stream()
        .filter(vantage -> vantage.id().equals(id))
        .findFirst()
        .or(
            () ->
                sweep.vantages().stream()
                    .filter(vantage -> vantage.id().equals(id))
                    .findFirst()
                    .map(VantageTrials::none));
  }

  private static boolean isAbout(String target, Observation seen) {
    return seen.key().arm() == Arm.REFERENCE || seen.key().target().equals(target);
  }
}

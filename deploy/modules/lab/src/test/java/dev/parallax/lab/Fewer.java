package dev.parallax.lab;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.lab.scenario.Conditions;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.VantageId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;

/** A recorded sweep without some of its vantages. */
final class Fewer {
  private Fewer() {}

  static Sweep under(Conditions conditions, Sweep sweep) {
    var absent = new HashSet<VantageId>();
    conditions.offline().map(VantageId::new).ifPresent(absent::add);
    if (conditions.insideDropped()) {
      absent.add(new VantageId(LabVantage.INSIDE));
    }
    return absent.isEmpty() ? sweep : without(absent, sweep);
  }

  private static Sweep without(Set<VantageId> absent, Sweep sweep) {
    var asked = sweep.coverage();
    return new Sweep(
        sweep.id(),
        sweep.startedAt(),
        sweep.took(),
        sweep.deadlineHit(),
        sweep.vantages().stream().filter(vantage -> !absent.contains(vantage.id())).toList(),
        sweep.rounds(),
        new Coverage(
            asked.requested() - absent.size(), asked.answered() - absent.size(), asked.missing()),
        sweep.targets().stream().map(results -> without(absent, results)).toList(),
        sweep.sightings());
  }

  private static TargetResults without(Set<VantageId> absent, TargetResults results) {
    var inside = new HashMap<>(results.inside());
    inside.keySet().removeAll(absent);
    return new TargetResults(
        results.target(),
        inside,
        results.observations().stream().filter(seen -> !isOf(absent, seen)).toList(),
        results.coordinatorDns());
  }

  private static boolean isOf(Set<VantageId> absent, Observation seen) {
    return absent.contains(seen.key().vantage());
  }
}

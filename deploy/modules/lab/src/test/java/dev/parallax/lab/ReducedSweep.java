package dev.parallax.lab;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.lab.scenario.Conditions;
import dev.parallax.lab.scenario.Restriction;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A recorded sweep without the vantages and arms that conditions take away. The rounds are those
 * that were planned for the whole fleet.
 */
final class ReducedSweep {
  private static final Set<Arm> OPT_INS =
      EnumSet.of(Arm.REAL_SNI_AT_NEUTRAL, Arm.TTL_WALK, Arm.RESPONDER, Arm.BIG_ANSWER);

  private final Set<VantageId> absent;
  private final Set<Arm> withheld;

  private ReducedSweep(Set<VantageId> absent, Set<Arm> withheld) {
    this.absent = absent;
    this.withheld = withheld;
  }

  /** The conditions that a recorded sweep can be reduced to, alone and two of them together. */
  static List<Conditions> conditions() {
    var small = Conditions.ORDINARY.with(Restriction.THREE_VANTAGES);
    return Stream.concat(
            Conditions.EACH.stream().filter(ReducedSweep::isReduction),
            Stream.of(small.with(Restriction.NO_OPT_INS), small.withoutInside()))
        .toList();
  }

  private static boolean isReduction(Conditions conditions) {
    return conditions.insideDropped()
        || conditions.offline().isPresent()
        || conditions.has(Restriction.THREE_VANTAGES)
        || conditions.has(Restriction.NO_OPT_INS);
  }

  static Sweep under(Conditions conditions, Sweep sweep) {
    var absent =
        LabVantage.ALL.stream()
            .map(LabVantage::name)
            .filter(name -> !conditions.includes(name))
            .map(VantageId::new)
            .collect(Collectors.toSet());
    var withheld = conditions.has(Restriction.NO_OPT_INS) ? OPT_INS : EnumSet.noneOf(Arm.class);
    return absent.isEmpty() && withheld.isEmpty()
        ? sweep
        : new ReducedSweep(absent, withheld).of(sweep);
  }

  private Sweep of(Sweep sweep) {
    var asked = sweep.coverage();
    return new Sweep(
        sweep.id(),
        sweep.startedAt(),
        sweep.took(),
        sweep.deadlineHit(),
        sweep.vantages().stream().filter(this::isPresent).map(this::reduced).toList(),
        sweep.rounds(),
        new Coverage(
            asked.requested() - absent.size(), asked.answered() - absent.size(), asked.missing()),
        sweep.targets().stream().map(this::reduced).toList(),
        sweep.sightings());
  }

  private boolean isPresent(Vantage vantage) {
    return !absent.contains(vantage.id());
  }

  private Vantage reduced(Vantage vantage) {
    if (withheld.isEmpty()) {
      return vantage;
    }
    Map<String, String> facts = new HashMap<>(vantage.facts());
    facts.put("opt_in", "");
    return new Vantage(
        vantage.id(), vantage.labels(), vantage.agentVersion(), vantage.clockOffset(), facts);
  }

  private TargetResults reduced(TargetResults results) {
    var inside = new HashMap<>(results.inside());
    inside.keySet().removeAll(absent);
    return new TargetResults(
        results.target(),
        inside,
        results.observations().stream().filter(this::isMade).toList(),
        results.coordinatorDns());
  }

  private boolean isMade(Observation seen) {
    return !absent.contains(seen.key().vantage()) && !withheld.contains(seen.key().arm());
  }
}

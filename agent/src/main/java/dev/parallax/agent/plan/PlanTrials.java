package dev.parallax.agent.plan;

import dev.parallax.agent.link.AssignedPlan;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.wire.plan.RefusedProbe;
import dev.parallax.wire.plan.UnsupportedProbe;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One plan of this vantage: its probes with this vantage's routes, its results as observations. */
public record PlanTrials(VantageId self, AssignedPlan assigned) {
  /** Of one PlanFinished, by the contract. */
  private static final int UNSUPPORTED_LINES = 100;

  /** Arms about other servers than the target. */
  private static final Set<Arm> ELSEWHERE =
      Set.of(Arm.REAL_SNI_AT_NEUTRAL, Arm.RESPONDER, Arm.REFERENCE);

  /**
   * The probe with its credentials and, where the probe leaves the address open, with the route
   * that the plan has for this vantage.
   */
  ProbeSpec complete(ProbeSpec probe) {
    return PlanCredentials.added(routed(probe), assigned.credentials());
  }

  /** Why the probe cannot have its credentials; empty when it can, and when it has none. */
  Optional<String> missingCredentials(ProbeSpec probe) {
    return PlanCredentials.missing(probe, assigned.credentials());
  }

  private ProbeSpec routed(ProbeSpec probe) {
    var route = Optional.ofNullable(assigned.routes().get(probe.target()));
    if (route.isEmpty() || probe.address().isPresent() || isElsewhere(probe)) {
      return probe;
    }
    return probe.but().at(route.orElseThrow()).build();
  }

  /** Whether the probe is of another server than the target. */
  private static boolean isElsewhere(ProbeSpec probe) {
    return ELSEWHERE.contains(probe.arm())
        || (probe.arm() == Arm.BIG_ANSWER && !probe.variant().isEmpty());
  }

  /** Without the credentials of the probe, which a server may repeat in its response. */
  Observation observation(Schedule.Slot slot, ProbeResult received) {
    var result = PlanCredentials.removed(received, slot.probe(), assigned.credentials());
    return new Observation(
        key(slot.probe(), result.address(), slot.trial()),
        assigned.plan().hash(),
        result.outcome(),
        bounded(result.steps()),
        Optional.of(result.delay()));
  }

  private static Steps bounded(Steps steps) {
    return steps.tls().map(tls -> steps.with(tls.withBoundedChain())).orElse(steps);
  }

  Observation notRun(Schedule.Slot slot, NotRunReason reason, String detail) {
    return notRun(key(slot.probe(), slot.probe().address(), slot.trial()), reason, detail);
  }

  /**
   * The probes that are not run, as observations: unsupported probes, and probes outside the bounds
   * of the contract. A probe with an unknown arm is listed in {@link #unsupported} only.
   */
  List<Observation> notAdmitted() {
    var unsupported =
        assigned.plan().unsupported().stream()
            .flatMap(probe -> probe.arm().map(arm -> notUnderstood(probe, arm)).stream());
    return Stream.concat(unsupported, assigned.plan().refused().stream().map(this::refused))
        .toList();
  }

  List<String> unsupported() {
    return Stream.concat(
            assigned.plan().refused().stream().map(RefusedProbe::line),
            assigned.plan().unsupported().stream().map(UnsupportedProbe::line))
        .limit(UNSUPPORTED_LINES)
        .toList();
  }

  private Observation notUnderstood(UnsupportedProbe probe, Arm arm) {
    var key = key(probe.target(), arm, probe.variant());
    return notRun(key, NotRunReason.UNSUPPORTED, probe.unknown());
  }

  private Observation refused(RefusedProbe probe) {
    var key = key(probe.target(), probe.arm(), probe.variant());
    return notRun(key, NotRunReason.REFUSED_BY_POLICY, probe.why());
  }

  private TrialKey key(String target, Arm arm, String variant) {
    return new TrialKey(
        assigned.sweep(), assigned.plan().round(), target, self, arm, variant, Optional.empty(), 1);
  }

  private Observation notRun(TrialKey key, NotRunReason reason, String detail) {
    return new Observation(
        key, assigned.plan().hash(), new Outcome.NotRun(reason, detail), Steps.NONE);
  }

  private TrialKey key(ProbeSpec probe, Optional<InetAddress> address, int trial) {
    return new TrialKey(
        assigned.sweep(),
        assigned.plan().round(),
        probe.target(),
        self,
        probe.arm(),
        probe.variant(),
        address,
        trial);
  }
}

package dev.parallax.agent;

import dev.parallax.agent.probe.ProbeResult;
import dev.parallax.model.Arm;
import dev.parallax.model.HelloRecipe;
import dev.parallax.model.NotRunReason;
import dev.parallax.model.Observation;
import dev.parallax.model.Outcome;
import dev.parallax.model.ProbeSpec;
import dev.parallax.model.Steps;
import dev.parallax.model.SweepId;
import dev.parallax.model.TrialKey;
import dev.parallax.model.VantageId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One plan as this vantage runs it.
 *
 * @param planHash of the bytes received
 * @param probes those this version understands
 * @param routes canonical target to the address of this vantage's own route
 */
record Trials(
    SweepId sweep,
    int round,
    String planHash,
    List<ProbeSpec> probes,
    HelloRecipe hello,
    Duration spacing,
    Duration stepTimeout,
    Duration startAfter,
    Duration deadline,
    Map<String, InetAddress> routes) {

  /** The probe by this vantage's own route, if it has one and the probe leaves the address open. */
  ProbeSpec routed(ProbeSpec probe) {
    var route = routes.get(probe.target());
    if (route == null || probe.address().isPresent() || probe.arm() == Arm.REAL_SNI_AT_NEUTRAL) {
      return probe;
    }
    return new ProbeSpec(
        probe.target(),
        probe.arm(),
        probe.variant(),
        probe.scheme(),
        probe.host(),
        probe.port(),
        Optional.of(route),
        probe.serverName(),
        probe.path(),
        probe.lastStep(),
        probe.judgeCertificate(),
        probe.helloDelay(),
        probe.trials());
  }

  Observation observation(VantageId vantage, Schedule.Slot slot, ProbeResult result) {
    return new Observation(key(vantage, slot, result.address()), planHash, result.outcome(), result.steps());
  }

  Observation notRun(VantageId vantage, Schedule.Slot slot, NotRunReason reason, String said) {
    return new Observation(
        key(vantage, slot, slot.probe().address()), planHash, new Outcome.NotRun(reason, said), Steps.NONE);
  }

  private TrialKey key(VantageId vantage, Schedule.Slot slot, Optional<InetAddress> address) {
    var probe = slot.probe();
    return new TrialKey(sweep, round, probe.target(), vantage, probe.arm(), probe.variant(), address, slot.trial());
  }
}

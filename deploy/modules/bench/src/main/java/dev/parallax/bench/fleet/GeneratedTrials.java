package dev.parallax.bench.fleet;

import dev.parallax.agent.link.AssignedPlan;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** The trials of a plan as an agent beside a healthy target would report them. */
final class GeneratedTrials {
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.1");
  private static final int LOCAL_PORT = 40_000;

  /** The kernel's values of a short connection: 1,460 bytes of payload, a path MTU of 1,500. */
  private static final int MSS = 1_460;

  private static final int MTU = 1_500;
  private static final int HELLO_BYTES = 300;
  private static final int ANSWER_BYTES = 3_200;
  private static final Duration ROUND_TRIP = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMillis(80);

  private GeneratedTrials() {}

  /**
   * One trial.
   *
   * @param end from the arrival of the plan
   */
  record Timed(Duration end, Observation observation) {}

  /**
   * In the order of their ends: the trials of a target one after another at the interval of the
   * plan, the targets side by side.
   */
  static List<Timed> of(AssignedPlan assigned, VantageId vantage) {
    var plan = assigned.plan();
    var interval = longer(plan.spacing(), assigned.keptInterval());
    var started = new HashMap<String, Integer>();
    var trials = new ArrayList<Timed>();
    for (var probe : plan.known()) {
      for (int trial = 1; trial <= probe.trials(); trial++) {
        int before = started.merge(probe.target(), 1, Integer::sum) - 1;
        var end = assigned.startAfter().plus(interval.multipliedBy(before)).plus(LONGEST);
        trials.add(new Timed(end, observation(assigned, probe, vantage, trial)));
      }
    }
    trials.sort((one, other) -> one.end().compareTo(other.end()));
    return trials;
  }

  private static Observation observation(
      AssignedPlan assigned, ProbeSpec probe, VantageId vantage, int trial) {
    var key =
        new TrialKey(
            assigned.sweep(),
            assigned.plan().round(),
            probe.target(),
            vantage,
            probe.arm(),
            probe.variant(),
            Optional.of(ADDRESS),
            trial);
    return new Observation(key, assigned.plan().hash(), new Outcome.Ok(), steps(probe));
  }

  private static Steps steps(ProbeSpec probe) {
    var info = new TcpStep.TcpInfo(ROUND_TRIP, ROUND_TRIP, 0, 0, HELLO_BYTES + 1L, MSS, MTU);
    var tcp = new TcpStep(ADDRESS, probe.port(), LOCAL_PORT, ROUND_TRIP, Optional.of(info));
    var steps = new Steps(Optional.empty(), Optional.of(tcp), Optional.empty(), Optional.empty());
    return probe.lastStep().compareTo(Step.TLS) < 0 ? steps : steps.with(tls(probe));
  }

  private static TlsStep tls(ProbeSpec probe) {
    return new TlsStep(
        new TlsStep.SentHello(probe.serverName(), "", "ab".repeat(32), HELLO_BYTES, ""),
        new TlsStep.Agreed("TLSv1.3", "TLS_AES_128_GCM_SHA256", "X25519", "http/1.1", false),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        new TlsStep.Traffic(HELLO_BYTES, ANSWER_BYTES, 1, 4, Optional.empty()),
        ROUND_TRIP,
        ROUND_TRIP.multipliedBy(2));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}

package dev.parallax.sweep;

import dev.parallax.attribution.FollowUp;
import dev.parallax.model.Arm;
import dev.parallax.model.ArmProbes;
import dev.parallax.model.Arms;
import dev.parallax.model.HelloRecipe;
import dev.parallax.model.ProbePlan;
import dev.parallax.model.ProbeSpec;
import dev.parallax.model.RoundReason;
import dev.parallax.model.Sweep;
import dev.parallax.model.Target;
import dev.parallax.model.TargetResults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which probes a round runs. Pure: the same request and results always give the same plan. */
final class Planner {
  static final int MAX_ROUNDS = 4;
  private static final Duration SPACING = Duration.ofMillis(200);
  private static final int REFERENCE_TRIALS = 2;
  private static final int ESCALATED_TRIALS = 15;
  private static final int RESPONDER_TRIALS = 3;

  private final SweepSettings settings;

  Planner(SweepSettings settings) {
    this.settings = settings;
  }

  PlannedRound first(SweepRequest request) {
    var probes = new ArrayList<ProbeSpec>();
    settings
        .references()
        .forEach(
            site ->
                probes.add(
                    Arms.reference(site)
                        .trials(Math.min(REFERENCE_TRIALS, request.trials()))
                        .build()));
    request.targets().forEach(target -> probes.addAll(firstLook(target, request.trials())));
    return new PlannedRound(plan(1, probes, request), List.of(RoundReason.FIRST_LOOK));
  }

  /**
   * What would tell most next; empty when nothing open can be settled by an arm this version has.
   */
  Optional<PlannedRound> next(SweepRequest request, Sweep soFar) {
    var number = soFar.rounds().size() + 1;
    var probes = new LinkedHashSet<ProbeSpec>();
    var reasons = new TreeSet<RoundReason>();
    for (var results : soFar.targets()) {
      for (var reason : wanted(request, soFar, results)) {
        var answer = probes(reason, request, soFar, results);
        probes.addAll(answer);
        if (!answer.isEmpty()) {
          reasons.add(reason);
        }
      }
    }
    return probes.isEmpty() || number > MAX_ROUNDS
        ? Optional.empty()
        : Optional.of(
            new PlannedRound(plan(number, List.copyOf(probes), request), List.copyOf(reasons)));
  }

  private static Set<RoundReason> wanted(SweepRequest request, Sweep soFar, TargetResults results) {
    var reasons = new TreeSet<>(FollowUp.wanted(soFar, results));
    if (!request.arms().isEmpty() && soFar.rounds().size() == 1) {
      reasons.add(RoundReason.REQUESTED);
    }
    return reasons;
  }

  private List<ProbeSpec> firstLook(Target target, int trials) {
    var base = Arms.base(target).trials(trials).build();
    if (!target.scheme().encrypted() || target.serverName().isEmpty()) {
      return List.of(base);
    }
    return List.of(
        base,
        Arms.controlSni(target, settings.controlNames().getFirst()).trials(trials).build(),
        Arms.noSni(target).trials(trials).build());
  }

  private List<ProbeSpec> probes(
      RoundReason reason, SweepRequest request, Sweep soFar, TargetResults results) {
    if (reason == RoundReason.MIXED_RESULTS) {
      return firstLook(results.target(), ESCALATED_TRIALS).stream()
          .filter(probe -> probe.arm() != Arm.NO_SNI)
          .toList();
    }
    if (reason == RoundReason.WHO_BREAKS) {
      return Responders.chosen(soFar, results).stream()
          .flatMap(one -> withAgent(results.target(), one))
          .toList();
    }
    var probes = new ArmProbes(results.target(), Known.of(settings, results));
    return arms(reason, request).stream().flatMap(arm -> probes.of(arm).stream()).toList();
  }

  /** The arms that answer a question, cheapest first. */
  private static Collection<Arm> arms(RoundReason reason, SweepRequest request) {
    return switch (reason) {
      case FIRST_LOOK, MIXED_RESULTS, WHO_BREAKS -> List.of();
      case BREAKS_AFTER_HELLO -> List.of(Arm.DELAYED_HELLO);
      case HELLO_MATTERS ->
          List.of(
              Arm.TLS12,
              Arm.TLS13,
              Arm.BIG_HELLO,
              Arm.BROWSER_HELLO,
              Arm.SPLIT_HELLO,
              Arm.PLAIN_HTTP,
              Arm.QUIC);
      case REFUSED_BY_ALERT ->
          List.of(Arm.TLS12, Arm.TLS13, Arm.CIPHER_SWEEP, Arm.CLIENT_CERTIFICATE);
      case CONNECT_FAILS ->
          List.of(Arm.OTHER_PORT, Arm.OTHER_FAMILY, Arm.ICMP_ECHO, Arm.TRACEROUTE);
      case FLOWS_DIFFER -> List.of(Arm.SAME_PORT_REPLAY);
      case WHERE_ON_PATH -> List.of(Arm.TRACEROUTE, Arm.TTL_WALK);
      case ADDRESSES_DIFFER -> List.of(Arm.PINNED_ADDRESS, Arm.PEER_ADDRESSES, Arm.OTHER_RESOLVER);
      case NAME_MATTERS -> List.of(Arm.REAL_SNI_AT_NEUTRAL);
      case REQUESTED -> request.arms();
    };
  }

  /** With the real name, and with another to know that the way itself is open. */
  private Stream<ProbeSpec> withAgent(Target target, Responders.Responder other) {
    var control = Optional.of(settings.controlNames().getFirst());
    var name = other.vantage().name();
    return Stream.of(
        Arms.responder(target, other.at(), target.serverName(), name)
            .trials(RESPONDER_TRIALS)
            .build(),
        Arms.responder(target, other.at(), control, name + Arms.CONTROL)
            .trials(RESPONDER_TRIALS)
            .build());
  }

  private static ProbePlan plan(int round, List<ProbeSpec> probes, SweepRequest request) {
    return new ProbePlan(round, probes, HelloRecipe.STANDARD, SPACING, request.stepTimeout());
  }
}

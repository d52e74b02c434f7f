package dev.parallax.sweep;

import dev.parallax.attribution.FollowUp;
import dev.parallax.model.Arm;
import dev.parallax.model.Arms;
import dev.parallax.model.HelloRecipe;
import dev.parallax.model.ProbePlan;
import dev.parallax.model.ProbeSpec;
import dev.parallax.model.ProbeSpecBuilder;
import dev.parallax.model.RoundReason;
import dev.parallax.model.Sweep;
import dev.parallax.model.Target;
import dev.parallax.model.TargetResults;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which probes a round runs. Pure: the same request and results always give the same plan. */
final class Planner {
  static final int MAX_ROUNDS = 3;
  private static final Duration SPACING = Duration.ofMillis(200);
  private static final int REFERENCE_TRIALS = 2;
  private static final int FOLLOW_UP_TRIALS = 3;
  private static final int ESCALATED_TRIALS = 15;

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
    var probes = new ArrayList<ProbeSpec>();
    var reasons = new TreeSet<RoundReason>();
    for (var results : soFar.targets()) {
      var wanted = FollowUp.wanted(soFar, results);
      var answer = wanted.stream().flatMap(reason -> probes(reason, soFar, results)).toList();
      probes.addAll(answer);
      if (!answer.isEmpty()) {
        reasons.addAll(answerable(wanted, soFar, results));
      }
    }
    return probes.isEmpty() || number > MAX_ROUNDS
        ? Optional.empty()
        : Optional.of(new PlannedRound(plan(number, probes, request), List.copyOf(reasons)));
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

  private Set<RoundReason> answerable(Set<RoundReason> wanted, Sweep soFar, TargetResults results) {
    return new TreeSet<>(
        wanted.stream()
            .filter(reason -> probes(reason, soFar, results).findAny().isPresent())
            .toList());
  }

  private Stream<ProbeSpec> probes(RoundReason reason, Sweep soFar, TargetResults results) {
    var target = results.target();
    return switch (reason) {
      case FIRST_LOOK -> Stream.of();
      case MIXED_RESULTS ->
          firstLook(target, ESCALATED_TRIALS).stream().filter(probe -> probe.arm() != Arm.NO_SNI);
      case BREAKS_AFTER_HELLO -> Stream.of(followUp(Arms.delayedHello(target)));
      case ADDRESSES_DIFFER -> sameAddresses(target, SeenAddresses.mostSeenFirst(results));
      case NAME_MATTERS ->
          settings.neutral().stream().map(site -> followUp(Arms.neutral(target, site)));
      case WHO_BREAKS ->
          Responders.chosen(soFar, results).stream().flatMap(one -> withAgent(target, one));
    };
  }

  /** With the real name, and with another to know that the way itself is open. */
  private Stream<ProbeSpec> withAgent(Target target, Responders.Responder other) {
    var control = Optional.of(settings.controlNames().getFirst());
    var name = other.vantage().name();
    return Stream.of(
        followUp(Arms.responder(target, other.at(), target.serverName(), name)),
        followUp(Arms.responder(target, other.at(), control, name + Arms.CONTROL)));
  }

  private static Stream<ProbeSpec> sameAddresses(Target target, List<InetAddress> addresses) {
    return addresses.stream()
        .limit(SeenAddresses.LIMIT)
        .map(
            address ->
                followUp(
                    Arms.at(
                        target,
                        address.equals(addresses.getFirst())
                            ? Arm.PINNED_ADDRESS
                            : Arm.PEER_ADDRESSES,
                        address)));
  }

  private static ProbeSpec followUp(ProbeSpecBuilder probe) {
    return probe.trials(FOLLOW_UP_TRIALS).build();
  }

  private static ProbePlan plan(int round, List<ProbeSpec> probes, SweepRequest request) {
    return new ProbePlan(round, probes, HelloRecipe.STANDARD, SPACING, request.stepTimeout());
  }
}

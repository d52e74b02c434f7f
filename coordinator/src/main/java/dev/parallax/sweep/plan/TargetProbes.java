package dev.parallax.sweep.plan;

import dev.parallax.attribution.ProposedProbe;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ArmInputs;
import dev.parallax.model.plan.ArmProbes;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.request.SweepSettings;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The probes of a proposal for one target. Pure. */
final class TargetProbes {
  /** With the five trials of round 1, a failure rate of one quarter shows with p = 0.987. */
  private static final int ESCALATED_TRIALS = 10;

  private static final int ESCALATED_CONTROLS = 5;

  private static final int REPEATED_TRIALS = 5;

  private static final int REPEATED_CONTROLS = 3;

  private static final int RESPONDER_TRIALS = 3;

  private final SweepSettings settings;
  private final FirstLook look;
  private final Sweep soFar;
  private final TargetResults results;
  private final ArmProbes probes;

  TargetProbes(SweepSettings settings, FirstLook look, Sweep soFar, TargetResults results) {
    this.settings = settings;
    this.look = look;
    this.soFar = soFar;
    this.results = results;
    this.probes =
        new ArmProbes(
            results.target(),
            results.exchange(),
            KnownInputs.of(settings, results, soFar.family()));
  }

  /** The maximum number of trials of all arms at one vantage. */
  static long most(SweepSettings settings, Target target) {
    var addresses =
        IntStream.rangeClosed(1, SeenAddresses.LIMIT)
            .mapToObj(last -> InetAddress.ofLiteral("192.0.2." + last))
            .toList();
    var known =
        new ArmInputs(
            settings.controlNames().getFirst(),
            addresses,
            settings.neutral(),
            settings.resolvers(),
            KnownInputs.MOST_HOPS);
    var probes = new ArmProbes(target, known);
    long arms =
        Stream.of(Arm.values())
            .filter(arm -> !isOfFirstLook(arm))
            .flatMap(arm -> probes.of(arm).stream())
            .mapToLong(ProbeSpec::trials)
            .sum();
    long again = ESCALATED_TRIALS + ESCALATED_CONTROLS + REPEATED_TRIALS + REPEATED_CONTROLS;
    return arms + again + 2L * RESPONDER_TRIALS * Responders.LIMIT;
  }

  private static boolean isOfFirstLook(Arm arm) {
    return arm == Arm.BASE || arm == Arm.CONTROL_SNI || arm == Arm.NO_SNI;
  }

  List<ProbeSpec> of(Arm arm) {
    return over(probes.of(arm));
  }

  /** Empty when the arm cannot be run, or not for this reason. */
  List<ProbeSpec> of(Arm arm, RoundReason reason) {
    return over(anyFamily(arm, reason));
  }

  /** The probes within the sweep's address family. */
  private List<ProbeSpec> over(List<ProbeSpec> all) {
    return all.stream().flatMap(probe -> probe.over(soFar.family()).stream()).toList();
  }

  private List<ProbeSpec> anyFamily(Arm arm, RoundReason reason) {
    if (reason.isRepetition()) {
      return arm == Arm.BASE ? again(ESCALATED_TRIALS, ESCALATED_CONTROLS) : List.of();
    }
    if (reason == RoundReason.AGENT_LATE) {
      return arm == Arm.BASE ? again(REPEATED_TRIALS, REPEATED_CONTROLS) : List.of();
    }
    return switch (arm) {
      case RESPONDER -> reason == RoundReason.WHO_BREAKS ? byAgents() : List.of();
      case TTL_WALK -> reason == RoundReason.WHERE_ON_PATH ? probes.of(arm) : List.of();
      case BASE, REFERENCE -> List.of();
      default -> probes.of(arm);
    };
  }

  RoundPart ask(ProposedProbe question) {
    var where = new LinkedHashSet<>(question.vantages());
    if (question.arm() == Arm.RESPONDER) {
      responders().map(Responders.RespondingAgent::vantage).forEach(where::add);
    }
    return new RoundPart(
        question.reason(), of(question.arm(), question.reason()), List.<VantageId>copyOf(where));
  }

  private List<ProbeSpec> again(int trials, int controls) {
    return look.of(results.target(), results.exchange(), trials, controls).stream()
        .filter(probe -> probe.arm() != Arm.NO_SNI)
        .toList();
  }

  private Stream<Responders.RespondingAgent> responders() {
    return Responders.chosen(soFar, results).stream();
  }

  private List<ProbeSpec> byAgents() {
    return responders().flatMap(this::withAgent).toList();
  }

  /** With the real name, and with another name to show that the path itself is open. */
  private Stream<ProbeSpec> withAgent(Responders.RespondingAgent other) {
    var target = results.target();
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
}

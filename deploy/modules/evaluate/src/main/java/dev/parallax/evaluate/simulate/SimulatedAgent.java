package dev.parallax.evaluate.simulate;

import dev.parallax.evaluate.fault.Fault;
import dev.parallax.evaluate.network.DnsQuestion;
import dev.parallax.evaluate.network.QueryResult;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.SimulatedFlow;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.evaluate.network.UnrelatedServers;
import dev.parallax.evaluate.world.SimulatedWorld;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.Medium;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.value.SweepId;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answers of a simulated agent to each probe: one observation for each address. */
final class SimulatedAgent {
  static final SweepId SWEEP = new SweepId("simulated");
  private static final Set<Arm> ON_REQUEST =
      Set.of(Arm.REAL_SNI_AT_NEUTRAL, Arm.TTL_WALK, Arm.RESPONDER, Arm.BIG_ANSWER);

  private final SimulatedWorld world;
  private final List<Fault> met;
  private final SimulatedVantage place;
  private final SeededRandom draw;
  private final ObservationWriter scribe;
  private int nextPort = 33_000;

  SimulatedAgent(SimulatedWorld world, List<Fault> met, SimulatedVantage place, SeededRandom draw) {
    this.world = world;
    this.met = met;
    this.place = place;
    this.draw = draw;
    this.scribe = new ObservationWriter(world, place);
    this.nextPort += draw.between(0, 20_000);
  }

  List<Observation> observe(ProbeSpec spec, int trial, int round, double time) {
    if (ON_REQUEST.contains(spec.arm()) && !agreed(spec.arm())) {
      // Arms without consent are missing, as not run or without an observation; a walk would be
      // reported fifty times.
      return spec.arm() == Arm.TTL_WALK
          ? List.of()
          : notRun(spec, trial, round, NotRunReason.REFUSED_BY_POLICY, "not opted in");
    }
    var found = new ArrayList<Observation>();
    var reply = addresses(spec, time);
    if (reply == null) {
      var address = spec.address().or(place::route).orElseThrow();
      found.add(probe(spec, trial, round, time, address, Optional.empty()));
      return found;
    }
    var step = step(spec, reply);
    if (reply.failure().isPresent()) {
      var failure = new Failure(Step.DNS, reply.failure().get(), "");
      found.add(
          made(spec, trial, round, Optional.empty(), new Outcome.Failed(failure), Steps.of(step)));
      account(spec, nameFault);
      return found;
    }
    var usable = reply.addresses().stream().filter(candidate -> usable(spec, candidate)).toList();
    if (usable.isEmpty()) {
      return notRun(spec, trial, round, NotRunReason.UNSUPPORTED, "no such address");
    }
    for (var address : usable) {
      found.add(
          spec.lastStep() == Step.DNS
              ? made(spec, trial, round, Optional.of(address), new Outcome.Ok(), Steps.of(step))
              : probe(spec, trial, round, time, address, Optional.of(step)));
    }
    return found;
  }

  private @Nullable Fault nameFault;

  /** Null without a resolution. */
  private @Nullable QueryResult addresses(ProbeSpec spec, double time) {
    nameFault = null;
    boolean own = spec.host().equals(world.site().host());
    if (spec.address().isPresent() || (place.route().isPresent() && own && asked(spec).isEmpty())) {
      return null;
    }
    if (isLiteral(spec.host())) {
      return QueryResult.of(List.of(InetAddress.ofLiteral(spec.host())));
    }
    var question = new DnsQuestion(place, spec.host(), own, asked(spec), time, draw);
    for (var fault : met) {
      var other = fault.name(question);
      if (other != null) {
        nameFault = fault;
        return other;
      }
    }
    if (unheard(time)) {
      nameFault = world.weather();
      return QueryResult.failed("", FailureWord.DNS_TIMEOUT);
    }
    return QueryResult.of(
        own ? world.site().answers(place) : List.of(UnrelatedServers.address(spec.host())));
  }

  /** The name server instead of the host's own; the zone's for {@link Arm#AUTHORITATIVE}. */
  private static Optional<Resolver> asked(ProbeSpec spec) {
    return spec.arm() == Arm.AUTHORITATIVE
        ? Optional.of(Resolver.parse(spec.variant() + "://" + DnsQuestion.ZONE_SERVER))
        : spec.resolver();
  }

  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.length() - 1));
  }

  /** Three queries, each lost with its answer. */
  private boolean unheard(double time) {
    double loss = place.lossAt(time) * 0.8;
    double lost = 1 - (1 - loss) * (1 - loss);
    return loss > 0 && draw.chance(lost) && draw.chance(lost) && draw.chance(lost);
  }

  private boolean usable(ProbeSpec spec, InetAddress address) {
    if (!spec.route().family().admits(address)) {
      return false;
    }
    return address instanceof Inet4Address ? place.ipv4() : place.ipv6();
  }

  private boolean agreed(Arm arm) {
    return place.vantage().facts().getOrDefault("opt_in", "").contains(arm.word());
  }

  private DnsStep step(ProbeSpec spec, QueryResult reply) {
    var resolver = asked(spec).map(Resolver::word).orElse(place.resolver() + ":53");
    return new DnsStep(
        resolver,
        asked(spec).map(it -> it.transport().scheme()).orElse("udp"),
        reply.rcode(),
        answers(reply.addresses()),
        false,
        0,
        answers(reply.conflicting()),
        ObservationWriter.duration(reply.took()));
  }

  private static List<DnsStep.AddressRecord> answers(List<InetAddress> addresses) {
    return addresses.stream()
        .map(address -> new DnsStep.AddressRecord(address, Duration.ofMinutes(5)))
        .toList();
  }

  private Observation probe(
      ProbeSpec spec,
      int trial,
      int round,
      double time,
      InetAddress address,
      Optional<DnsStep> dns) {
    var flow = flow(spec, address, time);
    if (spec.medium() == Medium.TRACE) {
      return traced(spec, trial, round, flow, dns);
    }
    var connection = new SimulatedConnection(world, met, flow).run();
    account(spec, connection.fate == null ? null : connection.cause);
    return made(
        spec,
        trial,
        round,
        Optional.of(address),
        scribe.outcome(connection),
        scribe.steps(flow, connection, dns));
  }

  private SimulatedFlow flow(ProbeSpec spec, InetAddress address, double time) {
    int port = spec.route().sourcePort() > 0 ? spec.route().sourcePort() : port();
    var name = spec.scheme().encrypted() ? spec.serverName() : Optional.of(spec.host());
    return new SimulatedFlow(
        place,
        spec,
        where(spec, address),
        spec.host(),
        address,
        port,
        name,
        ObservationWriter.helloSize(spec),
        time,
        draw);
  }

  /** Linux assigns even ports first, in random order. */
  private int port() {
    nextPort = 32_768 + (nextPort - 32_768 + 2 * draw.between(1, 400)) % 28_000;
    return nextPort;
  }

  private SimulatedFlow.Where where(ProbeSpec spec, InetAddress address) {
    if (spec.arm() == Arm.REFERENCE) {
      return SimulatedFlow.Where.REFERENCE;
    }
    if (spec.arm() == Arm.REAL_SNI_AT_NEUTRAL) {
      return SimulatedFlow.Where.NEUTRAL;
    }
    if (spec.arm() == Arm.RESPONDER) {
      return SimulatedFlow.Where.AGENT;
    }
    if (spec.arm() == Arm.SIBLING_ADDRESS) {
      return SimulatedFlow.Where.NEIGHBOUR;
    }
    return world.site().addresses().contains(address)
            || place.route().filter(address::equals).isPresent()
        ? SimulatedFlow.Where.TARGET
        : SimulatedFlow.Where.STRANGER;
  }

  /** The path, up to the device that drops the packets. */
  private Observation traced(
      ProbeSpec spec, int trial, int round, SimulatedFlow flow, Optional<DnsStep> dns) {
    int end =
        met.stream()
            .filter(fault -> fault.stopsEcho(flow))
            .mapToInt(fault -> fault.hop(flow))
            .min()
            .orElse(place.hops());
    var replies = new ArrayList<PathStep.Reply>();
    for (int hop = 1; hop <= Math.min(end, PathStep.REPLIES_LIMIT - 1); hop++) {
      boolean tells =
          hop < place.hops() ? ObservationWriter.routerTells(place, hop) : draw.chance(0.5);
      replies.add(ObservationWriter.reply(place, hop, tells));
    }
    var path = new PathStep("udp", replies);
    var outcome =
        replies.stream().anyMatch(reply -> reply.from().isPresent())
            ? new Outcome.Ok()
            : new Outcome.Failed(
                new Failure(Step.TCP, FailureWord.TRACE_TIMEOUT, "no router answered"));
    var steps =
        new Steps(
            dns,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(path),
            Optional.empty());
    return made(spec, trial, round, Optional.of(flow.address()), outcome, steps);
  }

  private void account(ProbeSpec spec, @Nullable Fault fault) {
    if (spec.arm() == Arm.BASE) {
      world.asked().merge(place.id(), 1, Integer::sum);
      if (fault != null) {
        world.strikes(fault, place);
      }
    }
  }

  List<Observation> notRun(
      ProbeSpec spec, int trial, int round, NotRunReason reason, String detail) {
    return List.of(
        made(spec, trial, round, Optional.empty(), new Outcome.NotRun(reason, detail), Steps.NONE));
  }

  private Observation made(
      ProbeSpec spec,
      int trial,
      int round,
      Optional<InetAddress> address,
      Outcome outcome,
      Steps steps) {
    var key =
        new TrialKey(
            SWEEP, round, spec.target(), place.id(), spec.arm(), spec.variant(), address, trial);
    return new Observation(key, ObservationWriter.planHash(round), outcome, steps);
  }
}

package dev.parallax.sweep.run;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.plan.Responders;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The agents that may have observed a round's connections from the other end, and their scope.
 * Pure.
 */
final class Witnesses {
  /** Of one sweep; a busy origin receives more connections than a sweep makes. */
  private static final int LIMIT = 5_000;

  /** 32 bytes in hex (RFC 8446, section 4.1.2); the value from an agent may be arbitrary. */
  private static final Pattern CLIENT_RANDOM = Pattern.compile("[0-9a-f]{64}");

  /**
   * The maximum number of ClientHello randoms of one request, by the contract. No request is sent
   * for a larger round: a witness with a part of them would seem to have missed the rest.
   */
  static final int CLIENT_RANDOMS = 20_000;

  private Witnesses() {}

  /** Of the ClientHellos that were sent in this round; lower-case hex. */
  static Set<String> clientRandoms(Collection<Observation> observations, int round) {
    return observations.stream()
        .filter(observation -> observation.key().round() == round)
        .flatMap(observation -> observation.steps().tls().stream())
        .map(tls -> tls.hello().random())
        .filter(CLIENT_RANDOM.asMatchPredicate())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The agents that are destinations of the plan, and the inside vantages of its targets. */
  static Set<VantageId> of(SweepHeader sweep, ProbePlan plan) {
    var witnesses = new TreeSet<VantageId>();
    var answering =
        plan.probes().stream()
            .filter(probe -> probe.arm() == Arm.RESPONDER)
            .map(ProbeSpec::host)
            .collect(Collectors.toSet());
    Responders.of(sweep.vantages()).stream()
        .filter(responder -> answering.contains(responder.at().host()))
        .forEach(responder -> witnesses.add(responder.vantage()));
    witnesses.addAll(sweep.inside().keySet());
    return witnesses;
  }

  /**
   * The ports at which an inside vantage may observe the connections of other vantages: those of
   * its targets.
   */
  static Set<Integer> ports(SweepHeader sweep, VantageId vantage) {
    return sweep.inside().containsKey(vantage)
        ? sweep.targets().stream().map(Target::port).collect(Collectors.toSet())
        : Set.of();
  }

  /**
   * The sightings of this sweep: connections with one of its ClientHellos, or without a ClientHello
   * from the source port of one of its trials. Other visitors of the origin are excluded.
   */
  static List<Sighting> about(Collection<Observation> observations, List<Sighting> sightings) {
    var randoms = new HashSet<String>();
    var ports = new HashSet<Integer>();
    for (var seen : observations) {
      seen.steps().tls().ifPresent(tls -> randoms.add(tls.hello().random()));
      seen.steps().tcp().map(TcpStep::localPort).ifPresent(ports::add);
    }
    return sightings.stream()
        .filter(
            seen ->
                seen.helloArrived()
                    ? randoms.contains(seen.helloRandom())
                    : ports.contains(seen.peerPort()))
        .limit(LIMIT)
        .toList();
  }
}

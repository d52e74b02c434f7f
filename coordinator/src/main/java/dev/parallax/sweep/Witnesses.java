package dev.parallax.sweep;

import dev.parallax.model.Arm;
import dev.parallax.model.Observation;
import dev.parallax.model.ProbePlan;
import dev.parallax.model.ProbeSpec;
import dev.parallax.model.Sighting;
import dev.parallax.model.SweepHeader;
import dev.parallax.model.Target;
import dev.parallax.model.TcpStep;
import dev.parallax.model.VantageId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who may have seen a round's connections from the other end, and of what. Pure. */
final class Witnesses {
  /** Of one sweep; a busy origin sees more connections than a sweep makes. */
  private static final int LIMIT = 5_000;

  /** 32 bytes in hex (RFC 8446, section 4.1.2); what an agent reports may be anything. */
  private static final Pattern CLIENT_RANDOM = Pattern.compile("[0-9a-f]{64}");

  /**
   * The most ClientHello randoms of one question, by the contract. A round with more is not asked
   * about: a witness that was given a part of them would seem to have missed the rest.
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

  /** The agents that the plan has the others shake hands with, and those inside a target of it. */
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

  /** Where a vantage inside may see the others arrive: at its targets' ports. */
  static Set<Integer> ports(SweepHeader sweep, VantageId vantage) {
    return sweep.inside().containsKey(vantage)
        ? sweep.targets().stream().map(Target::port).collect(Collectors.toSet())
        : Set.of();
  }

  /**
   * What is about this sweep: connections that carried one of its ClientHellos, or none and came
   * from a port one of its trials left from. Whoever else visits the origin is nobody's business.
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

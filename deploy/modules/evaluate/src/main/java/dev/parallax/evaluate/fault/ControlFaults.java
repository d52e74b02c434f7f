package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.fault.Fault.Locus;
import dev.parallax.evaluate.network.ConnectionFailure;
import dev.parallax.evaluate.network.QueryResult;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.SimulatedChain;
import dev.parallax.evaluate.network.SimulatedFlow;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.evaluate.network.UnrelatedServers;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.verdict.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reference sites that do not work, or not for every vantage. The target is not concerned. */
public final class ControlFaults {
  private final List<String> hosts;
  private final Instant now;
  private final List<SimulatedVantage> places;
  private final SeededRandom draw;

  /**
   * Draws faults of these sites.
   *
   * @param hosts of the reference sites
   */
  public ControlFaults(
      List<String> hosts, Instant now, List<SimulatedVantage> places, SeededRandom draw) {
    this.hosts = hosts;
    this.now = now;
    this.places = places;
    this.draw = draw;
  }

  /** One site does not answer. */
  public static Fault down(String host) {
    return rule("reference " + host + " down", FaultScope.EVERYONE, List.of(host))
        .onSyn(flow -> ConnectionFailure.SYN_LOST);
  }

  /**
   * No fault, or the faults of one kind; in addition both address families in two of five cases.
   */
  public List<Fault> any() {
    var faults = new ArrayList<Fault>();
    switch (draw.weighted(25, 25, 18, 16, 16)) {
      case 0 -> {}
      case 1 -> faults.add(unreachable());
      case 2 -> faults.add(filtered());
      case 3 -> faults.add(misSet());
      default -> faults.add(partlyReachable());
    }
    if (draw.chance(0.4)) {
      faults.add(bothFamilies());
    }
    return faults;
  }

  /** Nobody reaches any of them: an isolated network, or names that do not exist. */
  private Fault unreachable() {
    var rule = rule("references unreachable", FaultScope.EVERYONE, hosts);
    return switch (draw.weighted(45, 30, 25)) {
      case 0 -> rule.onSyn(flow -> ConnectionFailure.SYN_LOST);
      case 1 ->
          rule.onSyn(flow -> ConnectionFailure.tcp(FailureWord.CONNECTION_REFUSED, flow.rtt()));
      default -> {
        var unknown = QueryResult.failed("NXDOMAIN", FailureWord.DNS_NXDOMAIN);
        yield rule.onName(question -> hosts.contains(question.host()) ? unknown : null);
      }
    };
  }

  /** A country, a region, a carrier or a network blocks one or two of them. */
  private Fault filtered() {
    var blocked = hosts.subList(0, draw.between(1, 2));
    var rule = rule("references filtered", FaultScope.onTheWay(places, draw, false), blocked);
    return draw.chance(0.5)
        ? rule.onSyn(flow -> ConnectionFailure.SYN_LOST)
        : rule.onHello(FailureModes.resets(1));
  }

  /** A site with an invalid certificate, or an address without the page, for every client. */
  private Fault misSet() {
    var wrong = hosts.subList(0, draw.between(1, hosts.size()));
    var rule = rule("references mis-set", FaultScope.EVERYONE, wrong);
    if (draw.chance(0.5)) {
      return rule.onHttp(flow -> ConnectionFailure.status(404, flow.rtt()));
    }
    var expired = SimulatedChain.flawed(FailureWord.CERT_EXPIRED, wrong.getFirst(), now, draw);
    return rule.sends(flow -> expired);
  }

  /** Each vantage reaches others of them: half of the pairs of vantage and site fail. */
  private Fault partlyReachable() {
    long salt = draw.bits();
    return rule("references partly reachable", FaultScope.EVERYONE, hosts)
        .when(flow -> FaultTrigger.share(salt + pair(flow)) < 0.5)
        .onSyn(flow -> ConnectionFailure.SYN_LOST);
  }

  private static long pair(SimulatedFlow flow) {
    return 31L * flow.site().hashCode() + flow.place().id().name().hashCode();
  }

  /** Their names have IPv6 addresses as well. */
  private Fault bothFamilies() {
    return rule("references have IPv6", FaultScope.EVERYONE, hosts)
        .onName(
            question ->
                hosts.contains(question.host())
                    ? QueryResult.of(
                        List.of(
                            UnrelatedServers.address(question.host()),
                            UnrelatedServers.ipv6(question.host())))
                    : null);
  }

  private static ConfiguredFault rule(String description, FaultScope reach, List<String> hosts) {
    return new ConfiguredFault(Cause.HEALTHY, Locus.NOWHERE, reach, description)
        .about(
            flow -> flow.where() == SimulatedFlow.Where.REFERENCE && hosts.contains(flow.site()));
  }
}

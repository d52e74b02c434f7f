package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.fault.Fault.Locus;
import dev.parallax.evaluate.network.ConnectionFailure;
import dev.parallax.evaluate.network.QueryResult;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.SimulatedChain;
import dev.parallax.evaluate.network.SimulatedSite;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.verdict.Cause;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;

/** Faults in which one name, address or port has two states at once. */
public final class CommonFaults {
  private final SimulatedSite site;
  private final Instant now;
  private final List<SimulatedVantage> places;
  private final SeededRandom draw;

  public CommonFaults(
      SimulatedSite site, Instant now, List<SimulatedVantage> places, SeededRandom draw) {
    this.site = site;
    this.now = now;
    this.places = places;
    this.draw = draw;
  }

  public Fault any() {
    return switch (draw.weighted(30, 25, 25, 20)) {
      case 0 -> sharedBackEnd();
      case 1 -> geographicZone();
      case 2 -> staleResolver();
      default -> firewallOfOneFamily();
    };
  }

  /** A balancer sends a part of the clients to a server with another certificate. */
  private Fault sharedBackEnd() {
    var word = draw.pick(FailureWord.CERT_EXPIRED, FailureWord.CERT_NAME_MISMATCH);
    var old = SimulatedChain.flawed(word, site.host(), now, draw);
    return new ConfiguredFault(
            Cause.CERTIFICATE_INVALID,
            Locus.SERVICE,
            FaultScope.EVERYONE,
            "one of two servers behind an address: " + word)
        .when(FaultTrigger.byClient(draw.between(0.3, 0.7), draw.bits()))
        .sends(flow -> old);
  }

  /** The zone's servers give the clients of one region a former address of the site. */
  private Fault geographicZone() {
    var region = draw.pick(places.stream().filter(place -> !place.inside()).toList()).region();
    var former = former();
    return atFormer(
        new ConfiguredFault(
                Cause.ZONE_FAULT,
                Locus.ZONE,
                FaultScope.region(region),
                "zone has a former address for a region")
            .onName(question -> question.ofTarget() ? QueryResult.of(List.of(former)) : null),
        former);
  }

  /** A resolver returns a former address of the site from its cache. */
  private Fault staleResolver() {
    var outside = places.stream().filter(place -> !place.inside()).toList();
    var former = former();
    return atFormer(
        new ConfiguredFault(
                Cause.RESOLVER_LIES_OR_FAILS,
                Locus.RESOLVER,
                FaultScope.resolver(draw.pick(outside).resolver()),
                "resolver has a former address")
            .onName(
                question ->
                    question.ofTarget() && question.other().isEmpty()
                        ? QueryResult.of(List.of(former))
                        : null),
        former);
  }

  private InetAddress former() {
    return InetAddress.ofLiteral("198.19.7." + draw.between(1, 250));
  }

  /** The server of another customer, none, or the site's former server, for every client. */
  private ConfiguredFault atFormer(ConfiguredFault rule, InetAddress former) {
    rule.about(flow -> flow.address().equals(former)).toAnybody();
    return switch (draw.weighted(40, 30, 30)) {
      case 0 -> sending(rule, FailureWord.CERT_NAME_MISMATCH, "another.example");
      case 1 -> sending(rule, FailureWord.CERT_EXPIRED, site.host());
      default -> rule.onSyn(flow -> ConnectionFailure.SYN_LOST);
    };
  }

  private ConfiguredFault sending(ConfiguredFault rule, FailureWord word, String host) {
    var chain = SimulatedChain.flawed(word, host, now, draw);
    return rule.sends(flow -> chain);
  }

  /** The firewall of a host does not let packets to port 443 of IPv4 out; IPv6 passes. */
  private Fault firewallOfOneFamily() {
    var outside = places.stream().filter(place -> !place.inside() && !place.offline()).toList();
    var sick = draw.pick(outside.isEmpty() ? places : outside);
    return new ConfiguredFault(
            Cause.LOCAL_INTERCEPTION,
            Locus.VANTAGE,
            FaultScope.single(sick),
            "own firewall drops port 443 of IPv4")
        .about(flow -> !flow.isIpv6() && flow.port() == 443)
        .onSyn(flow -> ConnectionFailure.KEPT_BACK);
  }
}

package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.fault.Fault.Locus;
import dev.parallax.evaluate.network.ConnectionFailure;
import dev.parallax.evaluate.network.FleetDraw;
import dev.parallax.evaluate.network.QueryResult;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.SimulatedChain;
import dev.parallax.evaluate.network.SimulatedFlow;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.verdict.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Faults on a vantage's own host. */
public final class VantageFaults {
  private final Instant now;
  private final SeededRandom draw;
  private final SimulatedVantage sick;
  private final FaultScope reach;

  public VantageFaults(Instant now, SimulatedVantage sick, SeededRandom draw) {
    this.now = now;
    this.draw = draw;
    this.sick = sick;
    this.reach = FaultScope.single(sick);
  }

  private ConfiguredFault rule(Cause id, String description) {
    return new ConfiguredFault(id, Locus.VANTAGE, reach, description).about(flow -> true);
  }

  public Fault uplink() {
    return switch (draw.weighted(30, 35, 35)) {
      case 0 ->
          rule(Cause.UPLINK_DOWN, "uplink dead")
              .onSyn(flow -> ConnectionFailure.SYN_LOST)
              .onName(question -> QueryResult.failed("", FailureWord.DNS_TIMEOUT))
              .echoToo(true);
      case 1 -> {
        double loss = draw.between(0.45, 0.8);
        yield rule(Cause.UPLINK_DOWN, "uplink loses %.0f %%".formatted(100 * loss)).losing(loss);
      }
      default ->
          rule(Cause.UPLINK_DOWN, "egress to 443 dropped")
              .about(flow -> flow.port() == 443)
              .onSyn(flow -> ConnectionFailure.SYN_LOST);
    };
  }

  public Fault interception(String host) {
    boolean thisNameOnly = draw.chance(0.25);
    var rule =
        rule(
                Cause.LOCAL_INTERCEPTION,
                thisNameOnly ? "own firewall knows the name" : "own proxy or firewall")
            .about(flow -> !thisNameOnly || flow.names(host));
    if (draw.chance(0.5)) {
      var theirs = SimulatedChain.flawed(FailureWord.CERT_UNKNOWN_ISSUER, host, now, draw);
      return rule.sends(flow -> theirs);
    }
    return rule.onHello(FailureModes.afterHello(draw, 0.02));
  }

  public Fault clock() {
    return new HostFault(Cause.CLOCK_WRONG, "clock wrong (" + sick.id() + ")", reach::contains);
  }

  public Fault bundle() {
    return new HostFault(
        Cause.CA_BUNDLE_MISSING_OR_OLD,
        "CA bundle old or empty (" + sick.id() + ")",
        reach::contains);
  }

  public Fault ipv6() {
    return rule(Cause.IPV6_BROKEN, "IPv6 broken")
        .about(SimulatedFlow::isIpv6)
        .onSyn(FailureModes.atSyn(draw, 60, 0, 40));
  }

  public Fault ownResolver() {
    var reply =
        draw.pick(
            QueryResult.failed("NXDOMAIN", FailureWord.DNS_NXDOMAIN),
            QueryResult.failed("SERVFAIL", FailureWord.DNS_SERVFAIL),
            QueryResult.failed("", FailureWord.DNS_TIMEOUT));
    return rule(Cause.OWN_RESOLVER_BROKEN, "own resolver knows nothing")
        .about(flow -> false)
        .onName(question -> question.other().isEmpty() ? reply : null);
  }

  /** All agents of one version report false results. */
  public Fault defect() {
    var version = sick.vantage().agentVersion();
    var those =
        new FaultScope(
            FaultScope.Kind.SCATTERED,
            "agents of " + version,
            place -> place.vantage().agentVersion().equals(version));
    var word =
        draw.pick(FailureWord.UNKNOWN, FailureWord.MALFORMED_RECORD, FailureWord.HTTP_MALFORMED);
    var rule =
        new ConfiguredFault(Cause.AGENT_DEFECT, Locus.VANTAGE, those, "says " + word)
            .about(flow -> true);
    return word.equals(FailureWord.HTTP_MALFORMED)
        ? rule.onHttp(flow -> ConnectionFailure.http(word, 0.01))
        : rule.onFlight(flow -> ConnectionFailure.tls(word, flow.rtt()));
  }

  /** A vantage with the clock or the bundle of the fault. */
  public static SimulatedVantage altered(SimulatedVantage place, Cause id, SeededRandom draw) {
    double days = draw.pick(draw.between(-3650.0, -120.0), draw.between(100.0, 3000.0));
    double clock = id == Cause.CLOCK_WRONG ? 86_400 * days : place.clock();
    var bundle =
        id != Cause.CA_BUNDLE_MISSING_OR_OLD
            ? place.bundle()
            : draw.chance(0.5) ? SimulatedVantage.Bundle.OLD : SimulatedVantage.Bundle.EMPTY;
    boolean measured = draw.chance(0.92);
    return new FleetDraw.Moved(place)
        .with(
            clock,
            bundle,
            measured ? Optional.of(Duration.ofMillis((long) (1000 * clock))) : Optional.empty());
  }
}

package dev.parallax.evaluate;

import dev.parallax.evaluate.Fault.Locus;
import dev.parallax.model.Cause;
import dev.parallax.model.FailureWord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What goes wrong on one vantage's own host. */
final class VantageFaults {
  private final Instant now;
  private final Draw draw;
  private final Place sick;
  private final Reach reach;

  VantageFaults(Instant now, Place sick, Draw draw) {
    this.now = now;
    this.draw = draw;
    this.sick = sick;
    this.reach = Reach.one(sick);
  }

  private Rule rule(Cause id, String told) {
    return new Rule(id, Locus.VANTAGE, reach, told).about(flow -> true);
  }

  Fault uplink() {
    return switch (draw.weighted(30, 35, 35)) {
      case 0 ->
          rule(Cause.UPLINK_DOWN, "uplink dead")
              .onSyn(flow -> Fate.SYN_LOST)
              .onName(question -> Reply.failed("", FailureWord.DNS_TIMEOUT))
              .echoToo(true);
      case 1 -> {
        double loss = draw.between(0.45, 0.8);
        yield rule(Cause.UPLINK_DOWN, "uplink loses %.0f %%".formatted(100 * loss)).losing(loss);
      }
      default ->
          rule(Cause.UPLINK_DOWN, "egress to 443 dropped")
              .about(flow -> flow.port() == 443)
              .onSyn(flow -> Fate.SYN_LOST);
    };
  }

  Fault interception(String host) {
    boolean thisNameOnly = draw.chance(0.25);
    var rule =
        rule(
                Cause.LOCAL_INTERCEPTION,
                thisNameOnly ? "own firewall knows the name" : "own proxy or firewall")
            .about(flow -> !thisNameOnly || flow.names(host));
    if (draw.chance(0.5)) {
      var theirs = Chain.flawed(FailureWord.CERT_UNKNOWN_ISSUER, host, now, draw);
      return rule.sends(flow -> theirs);
    }
    return rule.onHello(Breaks.afterHello(draw, 0.02));
  }

  Fault clock() {
    return new Sick(Cause.CLOCK_WRONG, "clock wrong (" + sick.id() + ")", reach::contains);
  }

  Fault bundle() {
    return new Sick(
        Cause.CA_BUNDLE_MISSING_OR_OLD,
        "CA bundle old or empty (" + sick.id() + ")",
        reach::contains);
  }

  Fault ipv6() {
    return rule(Cause.IPV6_BROKEN, "IPv6 broken")
        .about(Flow::isIpv6)
        .onSyn(Breaks.atSyn(draw, 60, 0, 40));
  }

  Fault ownResolver() {
    var reply =
        draw.pick(
            Reply.failed("NXDOMAIN", FailureWord.DNS_NXDOMAIN),
            Reply.failed("SERVFAIL", FailureWord.DNS_SERVFAIL),
            Reply.failed("", FailureWord.DNS_TIMEOUT));
    return rule(Cause.OWN_RESOLVER_BROKEN, "own resolver knows nothing")
        .about(flow -> false)
        .onName(question -> question.other().isEmpty() ? reply : null);
  }

  /** All agents of one version say what is not so. */
  Fault defect() {
    var version = sick.vantage().agentVersion();
    var those =
        new Reach(
            Reach.Kind.SCATTERED,
            "agents of " + version,
            place -> place.vantage().agentVersion().equals(version));
    var word =
        draw.pick(FailureWord.UNKNOWN, FailureWord.MALFORMED_RECORD, FailureWord.HTTP_MALFORMED);
    var rule =
        new Rule(Cause.AGENT_DEFECT, Locus.VANTAGE, those, "says " + word).about(flow -> true);
    return word.equals(FailureWord.HTTP_MALFORMED)
        ? rule.onHttp(flow -> Fate.http(word, 0.01))
        : rule.onFlight(flow -> Fate.tls(word, flow.rtt()));
  }

  /** A place whose clock or bundle is what the fault says. */
  static Place altered(Place place, Cause id, Draw draw) {
    double days = draw.pick(draw.between(-3650.0, -120.0), draw.between(100.0, 3000.0));
    double clock = id == Cause.CLOCK_WRONG ? 86_400 * days : place.clock();
    var bundle =
        id != Cause.CA_BUNDLE_MISSING_OR_OLD
            ? place.bundle()
            : draw.chance(0.5) ? Place.Bundle.OLD : Place.Bundle.EMPTY;
    boolean measured = draw.chance(0.92);
    return new FleetDraw.Moved(place)
        .with(
            clock,
            bundle,
            measured ? Optional.of(Duration.ofMillis((long) (1000 * clock))) : Optional.empty());
  }
}

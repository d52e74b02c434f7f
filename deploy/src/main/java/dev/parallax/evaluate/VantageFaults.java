package dev.parallax.evaluate;

import dev.parallax.evaluate.Fault.Locus;
import dev.parallax.model.FailureWord;
import dev.parallax.model.Hypothesis;
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

  private Rule rule(Hypothesis id, String told) {
    return new Rule(id, Locus.VANTAGE, reach, told).about(flow -> true);
  }

  Fault uplink() {
    return switch (draw.weighted(30, 35, 35)) {
      case 0 ->
          rule(Hypothesis.V1, "uplink dead")
              .onSyn(flow -> Fate.SYN_LOST)
              .onName(question -> Reply.failed("", FailureWord.DNS_TIMEOUT))
              .echoToo(true);
      case 1 -> {
        double loss = draw.between(0.45, 0.8);
        yield rule(Hypothesis.V1, "uplink loses %.0f %%".formatted(100 * loss)).losing(loss);
      }
      default ->
          rule(Hypothesis.V1, "egress to 443 dropped")
              .about(flow -> flow.port() == 443)
              .onSyn(flow -> Fate.SYN_LOST);
    };
  }

  Fault interception(String host) {
    boolean thisNameOnly = draw.chance(0.25);
    var rule =
        rule(Hypothesis.V2, thisNameOnly ? "own firewall knows the name" : "own proxy or firewall")
            .about(flow -> !thisNameOnly || flow.names(host));
    if (draw.chance(0.5)) {
      var theirs = Chain.flawed(FailureWord.CERT_UNKNOWN_ISSUER, host, now, draw);
      return rule.sends(flow -> theirs);
    }
    return rule.onHello(Breaks.afterHello(draw, 0.02));
  }

  Fault clock() {
    return new Sick(Hypothesis.V3, "clock wrong (" + sick.id() + ")", reach::contains);
  }

  Fault bundle() {
    return new Sick(Hypothesis.V4, "CA bundle old or empty (" + sick.id() + ")", reach::contains);
  }

  Fault ipv6() {
    return rule(Hypothesis.V5, "IPv6 broken")
        .about(Flow::isIpv6)
        .onSyn(Breaks.atSyn(draw, 60, 0, 40));
  }

  Fault ownResolver() {
    var reply =
        draw.pick(
            Reply.failed("NXDOMAIN", FailureWord.DNS_NXDOMAIN),
            Reply.failed("SERVFAIL", FailureWord.DNS_SERVFAIL),
            Reply.failed("", FailureWord.DNS_TIMEOUT));
    return rule(Hypothesis.V6, "own resolver knows nothing")
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
    var rule = new Rule(Hypothesis.V7, Locus.VANTAGE, those, "says " + word).about(flow -> true);
    return word.equals(FailureWord.HTTP_MALFORMED)
        ? rule.onHttp(flow -> Fate.http(word, 0.01))
        : rule.onFlight(flow -> Fate.tls(word, flow.rtt()));
  }

  /** A place whose clock or bundle is what the fault says. */
  static Place altered(Place place, Hypothesis id, Draw draw) {
    double days = draw.pick(draw.between(-3650.0, -120.0), draw.between(100.0, 3000.0));
    double clock = id == Hypothesis.V3 ? 86_400 * days : place.clock();
    var bundle =
        id != Hypothesis.V4
            ? place.bundle()
            : draw.chance(0.5) ? Place.Bundle.OLD : Place.Bundle.EMPTY;
    boolean measured = draw.chance(0.92);
    return new FleetDraw.Moved(place)
        .with(
            clock,
            bundle,
            measured
                ? Optional.of(java.time.Duration.ofMillis((long) (1000 * clock)))
                : Optional.empty());
  }
}

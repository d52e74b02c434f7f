package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.fault.Fault.Locus;
import dev.parallax.evaluate.network.ConnectionFailure;
import dev.parallax.evaluate.network.QueryResult;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.SimulatedChain;
import dev.parallax.evaluate.network.SimulatedSite;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Label;
import dev.parallax.model.verdict.Cause;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;

/** Faults that no hypothesis of the engine models. */
public final class UnmodelledFaults {
  static final int KINDS = 12;

  private final SimulatedSite site;
  private final Instant now;
  private final List<SimulatedVantage> places;
  private final SeededRandom draw;

  public UnmodelledFaults(
      SimulatedSite site, Instant now, List<SimulatedVantage> places, SeededRandom draw) {
    this.site = site;
    this.now = now;
    this.places = places;
    this.draw = draw;
  }

  private static ConfiguredFault rule(Locus locus, FaultScope reach, String description) {
    return new ConfiguredFault(Cause.UNKNOWN, locus, reach, "left out: " + description);
  }

  public Fault any() {
    return of(draw.between(0, KINDS - 1));
  }

  private Fault of(int kind) {
    return switch (kind) {
      case 0 -> oddSeconds();
      case 1 -> byTimeOfDay();
      case 2 -> corruptingProxy();
      case 3 -> backendByClient();
      case 4 -> wrongPop();
      case 5 -> afterSomeBytes();
      case 6 -> sizeAndVersion();
      case 7 -> translator();
      case 8 -> oddPorts();
      case 9 -> byProvider();
      case 10 -> flappingRoute();
      default -> stagingCertificate();
    };
  }

  private Fault oddSeconds() {
    return rule(Locus.EDGE, FaultScope.OUTSIDE, "resets every odd second")
        .when(flow -> (long) flow.time() % 2 == 1)
        .onHello(FailureModes.resets(0.97));
  }

  /** Goes down, or comes up, during the sweep. */
  private Fault byTimeOfDay() {
    double at = draw.between(0.5, 5.0);
    boolean ends = draw.chance(0.5);
    return rule(
            Locus.SERVICE, FaultScope.EVERYONE, "server fails " + (ends ? "until " : "from ") + at)
        .when(flow -> ends == flow.time() < at)
        .onHello(FailureModes.afterHello(draw, 1.05));
  }

  private Fault corruptingProxy() {
    return rule(Locus.PATH, FaultScope.onTheWay(places, draw, false), "proxy corrupts records")
        .when(FaultTrigger.often(draw.between(0.2, 0.9)))
        .onFlight(
            flow ->
                flow.draw().chance(0.6)
                    ? ConnectionFailure.tls(FailureWord.MALFORMED_RECORD, flow.rtt())
                    : ConnectionFailure.alert(20, flow.rtt()));
  }

  private Fault backendByClient() {
    return rule(Locus.SERVICE, FaultScope.OUTSIDE, "backend by a hash of the client is bad")
        .when(FaultTrigger.byClient(draw.between(0.3, 0.7), draw.bits()))
        .onHello(FailureModes.afterHello(draw, 1.02));
  }

  /** A part of the resolvers directs its clients to servers without the name. */
  private Fault wrongPop() {
    var resolvers = places.stream().map(SimulatedVantage::resolver).distinct().toList();
    var misled = draw.subset(resolvers, 1, 0.4);
    var pop = InetAddress.ofLiteral("203.0.113." + draw.between(100, 200));
    var does = FailureModes.afterHello(draw, 1);
    return rule(
            Locus.SERVICE,
            new FaultScope(FaultScope.Kind.SCATTERED, misled.toString(), place -> true),
            "answers by client subnet lead to a dead place")
        .about(flow -> flow.address().equals(pop))
        .onHello(does)
        .onName(
            question ->
                question.ofTarget()
                        && (question.other().isEmpty() || question.isToTheZone())
                        && misled.contains(question.place().resolver())
                    ? QueryResult.of(List.of(pop))
                    : null);
  }

  private Fault afterSomeBytes() {
    return rule(Locus.PATH, FaultScope.onTheWay(places, draw, false), "tears after some kilobytes")
        .onFlight(
            flow ->
                flow.draw().chance(0.5)
                    ? ConnectionFailure.tls(FailureWord.RESET_MID_HANDSHAKE, flow.rtt())
                    : null)
        .onHttp(flow -> ConnectionFailure.http(FailureWord.HTTP_RESET, flow.rtt()));
  }

  private Fault sizeAndVersion() {
    var outside = places.stream().filter(place -> !place.inside()).toList();
    return rule(
            Locus.PATH,
            FaultScope.scattered(draw.subset(outside, 1, 0.35)),
            "TLS 1.3 with large answers stalls")
        .onFlight(
            flow ->
                flow.spec().arm() == Arm.TLS12 || !flow.names(site.host())
                    ? null
                    : ConnectionFailure.SILENCE);
  }

  private Fault translator() {
    var outside = places.stream().filter(place -> !place.inside()).toList();
    return rule(
            Locus.PATH,
            FaultScope.scattered(draw.subset(outside, 1, 0.4)),
            "address translator loses some SYNs")
        .when(FaultTrigger.often(draw.between(0.2, 0.7)))
        .onSyn(flow -> ConnectionFailure.SYN_LOST);
  }

  private Fault oddPorts() {
    return rule(Locus.SERVICE, FaultScope.OUTSIDE, "drops some source ports")
        .when(flow -> (flow.sourcePort() >> 3) % 3 == 0)
        .onSyn(flow -> ConnectionFailure.SYN_LOST);
  }

  private Fault byProvider() {
    var provider = draw.pick(places).vantage().label(Label.PROVIDER).orElse("");
    return rule(
            Locus.PATH,
            new FaultScope(
                FaultScope.Kind.SCATTERED,
                "provider " + provider,
                place -> place.vantage().label(Label.PROVIDER).orElse("").equals(provider)),
            "a provider's egress breaks it")
        .when(FaultTrigger.often(draw.between(0.6, 1.0)))
        .onHello(FailureModes.afterHello(draw, 0.2));
  }

  private Fault flappingRoute() {
    double period = draw.between(1.0, 4.0);
    return rule(Locus.PATH, FaultScope.onTheWay(places, draw, true), "route flaps")
        .when(flow -> (long) (flow.time() / period) % 2 == 0)
        .onSyn(flow -> ConnectionFailure.tcp(FailureWord.HOST_UNREACHABLE, flow.rtt()));
  }

  private Fault stagingCertificate() {
    var other = SimulatedChain.flawed(FailureWord.CERT_UNKNOWN_ISSUER, site.host(), now, draw);
    return rule(Locus.SERVICE, FaultScope.EVERYONE, "some backends have a staging certificate")
        .when(FaultTrigger.byFlow(draw.between(0.2, 0.6), draw.bits()))
        .sends(flow -> other);
  }
}

package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.fault.Fault.Locus;
import dev.parallax.evaluate.network.ConnectionFailure;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.SimulatedChain;
import dev.parallax.evaluate.network.SimulatedFlow;
import dev.parallax.evaluate.network.SimulatedSite;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Faults between a vantage's network and the origin's border. */
public final class PathFaults {
  private final SimulatedSite site;
  private final Instant now;
  private final List<SimulatedVantage> places;
  private final SeededRandom draw;

  public PathFaults(
      SimulatedSite site, Instant now, List<SimulatedVantage> places, SeededRandom draw) {
    this.site = site;
    this.now = now;
    this.places = places;
    this.draw = draw;
  }

  private ConfiguredFault rule(Cause id, String description, boolean nationwide) {
    return new ConfiguredFault(
        id, Locus.PATH, FaultScope.onTheWay(places, draw, nationwide), description);
  }

  public Fault filter(boolean certain) {
    double distance = draw.between(0.1, 0.6);
    boolean cutInTwo = draw.chance(0.4);
    boolean oneSegment = draw.chance(0.2);
    boolean knowsHttp = draw.chance(0.4);
    boolean knowsQuic = draw.chance(0.3);
    var rule =
        rule(certain ? Cause.SNI_FILTER : Cause.PROBABILISTIC_SNI_FILTER, "filters this name", true)
            .about(names(cutInTwo, oneSegment, knowsQuic))
            .when(certain ? certainly() : FailureModes.uncertain(draw))
            .onHello(FailureModes.afterHello(draw, distance))
            .onHttp(
                flow ->
                    knowsHttp && !flow.spec().scheme().encrypted()
                        ? ConnectionFailure.http(FailureWord.HTTP_RESET, flow.rtt() * distance)
                        : null);
    return draw.chance(0.15) ? rule.residual(draw.between(30.0, 180.0)) : rule;
  }

  private FaultTrigger certainly() {
    return draw.chance(0.7) ? FaultTrigger.ALWAYS : FaultTrigger.often(draw.between(0.9, 1.0));
  }

  /** A device on the path that filters by name for every destination. */
  private Predicate<SimulatedFlow> names(boolean cutInTwo, boolean oneSegment, boolean knowsQuic) {
    return flow ->
        flow.names(site.host())
            && !(cutInTwo && flow.spec().arm() == Arm.SPLIT_HELLO)
            && !(oneSegment && flow.hello() > 1_448)
            && (knowsQuic || !flow.isUdp());
  }

  public Fault addressBlock() {
    return rule(Cause.ADDRESS_BLOCK, "blocks the address", false)
        .onSyn(FailureModes.atSyn(draw, 60, 25, 15))
        .when(draw.chance(0.85) ? FaultTrigger.ALWAYS : FaultTrigger.often(draw.beta(4, 2)))
        .echoToo(draw.chance(0.8));
  }

  public Fault portBlock() {
    return rule(Cause.PORT_BLOCK, "blocks the port", false)
        .about(flow -> flow.toTarget() && flow.port() == site.target().port())
        .onSyn(FailureModes.atSyn(draw, 75, 25, 0));
  }

  public Fault protocolFilter() {
    boolean byShape = draw.chance(0.25);
    var does = FailureModes.afterHello(draw, draw.between(0.1, 0.6));
    return rule(
            Cause.PROTOCOL_FILTER,
            byShape ? "breaks this client's hellos" : "breaks TLS there",
            false)
        .when(FailureModes.mostlyCertain(draw))
        .onHello(
            flow -> byShape && flow.spec().arm() == Arm.BROWSER_HELLO ? null : does.apply(flow));
  }

  public Fault noRoute() {
    var from = draw.pick(places.stream().filter(place -> !place.inside()).toList());
    var reach =
        draw.chance(0.5) ? FaultScope.transit(from.transit()) : FaultScope.network(from.asn());
    if (places.stream().filter(place -> !place.inside()).allMatch(reach::contains)) {
      reach = FaultScope.network(from.asn());
    }
    return new ConfiguredFault(Cause.NO_ROUTE, Locus.PATH, reach, "no route there")
        .about(flow -> flow.toTarget() || flow.where() == SimulatedFlow.Where.NEIGHBOUR)
        .onSyn(FailureModes.atSyn(draw, 45, 0, 55))
        .echoToo(true);
  }

  /**
   * Full-size segments are lost without an ICMP error; the server's first flight consists of
   * several of them.
   */
  public Fault blackHole() {
    boolean onlyThere = draw.chance(0.3);
    var rule = rule(Cause.PMTU_BLACK_HOLE, "full segments vanish", false);
    if (!onlyThere) {
      rule.onFlight(flow -> ConnectionFailure.SILENCE);
    }
    return rule.onHello(flow -> flow.hello() > 1_400 ? ConnectionFailure.HELLO_LOST : null);
  }

  public Fault interception() {
    var theirs =
        SimulatedChain.flawed(
            draw.pick(FailureWord.CERT_UNKNOWN_ISSUER, FailureWord.CERT_SELF_SIGNED),
            site.host(),
            now,
            draw);
    boolean byName = draw.chance(0.6);
    return rule(Cause.TLS_INTERCEPTION, "answers with its own certificate", false)
        .about(flow -> flow.toTarget() && (!byName || flow.names(site.host())))
        .sends(flow -> theirs);
  }

  public Fault throttling() {
    boolean byName = draw.chance(0.5);
    var whim = FaultTrigger.often(draw.between(0.5, 1.0));
    return rule(Cause.THROTTLING, "lets a trickle through", false)
        .about(flow -> flow.toTarget() && (!byName || flow.names(site.host())))
        .when(whim)
        .onFlight(flow -> flow.draw().chance(0.6) ? ConnectionFailure.STALL : null)
        .onHttp(flow -> ConnectionFailure.NO_RESPONSE);
  }

  public Fault heavyLoss() {
    double loss = draw.between(0.3, 0.65);
    return rule(Cause.HEAVY_LOSS, "loses %.0f %%".formatted(100 * loss), false).losing(loss);
  }
}

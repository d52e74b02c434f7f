package dev.parallax.evaluate;

import dev.parallax.evaluate.Fault.Locus;
import dev.parallax.model.Arm;
import dev.parallax.model.Cause;
import dev.parallax.model.FailureWord;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** What goes wrong between a vantage's network and the origin's border. */
final class PathFaults {
  private final Site site;
  private final Instant now;
  private final List<Place> places;
  private final Draw draw;

  PathFaults(Site site, Instant now, List<Place> places, Draw draw) {
    this.site = site;
    this.now = now;
    this.places = places;
    this.draw = draw;
  }

  private Rule rule(Cause id, String told, boolean nationwide) {
    return new Rule(id, Locus.PATH, Reach.onTheWay(places, draw, nationwide), told);
  }

  Fault filter(boolean certain) {
    double distance = draw.between(0.1, 0.6);
    boolean cutInTwo = draw.chance(0.4);
    boolean oneSegment = draw.chance(0.2);
    boolean knowsHttp = draw.chance(0.4);
    boolean knowsQuic = draw.chance(0.3);
    var rule =
        rule(certain ? Cause.SNI_FILTER : Cause.PROBABILISTIC_SNI_FILTER, "filters this name", true)
            .about(names(cutInTwo, oneSegment, knowsQuic))
            .when(certain ? certainly() : Breaks.uncertain(draw))
            .onHello(Breaks.afterHello(draw, distance))
            .onHttp(
                flow ->
                    knowsHttp && !flow.spec().scheme().encrypted()
                        ? Fate.http(FailureWord.HTTP_RESET, flow.rtt() * distance)
                        : null);
    return draw.chance(0.15) ? rule.residual(draw.between(30.0, 180.0)) : rule;
  }

  private Whim certainly() {
    return draw.chance(0.7) ? Whim.ALWAYS : Whim.often(draw.between(0.9, 1.0));
  }

  /** A box on the way reads the name wherever the flow goes. */
  private Predicate<Flow> names(boolean cutInTwo, boolean oneSegment, boolean knowsQuic) {
    return flow ->
        flow.names(site.host())
            && !(cutInTwo && flow.spec().arm() == Arm.SPLIT_HELLO)
            && !(oneSegment && flow.hello() > 1_448)
            && (knowsQuic || !flow.isUdp());
  }

  Fault addressBlock() {
    return rule(Cause.ADDRESS_BLOCK, "blocks the address", false)
        .onSyn(Breaks.atSyn(draw, 60, 25, 15))
        .when(draw.chance(0.85) ? Whim.ALWAYS : Whim.often(draw.beta(4, 2)))
        .echoToo(draw.chance(0.8));
  }

  Fault portBlock() {
    return rule(Cause.PORT_BLOCK, "blocks the port", false)
        .about(flow -> flow.toTarget() && flow.port() == site.target().port())
        .onSyn(Breaks.atSyn(draw, 75, 25, 0));
  }

  Fault protocolFilter() {
    boolean byShape = draw.chance(0.25);
    var does = Breaks.afterHello(draw, draw.between(0.1, 0.6));
    return rule(
            Cause.PROTOCOL_FILTER,
            byShape ? "breaks this client's hellos" : "breaks TLS there",
            false)
        .when(Breaks.mostlyCertain(draw))
        .onHello(
            flow -> byShape && flow.spec().arm() == Arm.BROWSER_HELLO ? null : does.apply(flow));
  }

  Fault noRoute() {
    var from = draw.pick(places.stream().filter(place -> !place.inside()).toList());
    var reach = draw.chance(0.5) ? Reach.transit(from.transit()) : Reach.network(from.asn());
    if (places.stream().filter(place -> !place.inside()).allMatch(reach::contains)) {
      reach = Reach.network(from.asn());
    }
    return new Rule(Cause.NO_ROUTE, Locus.PATH, reach, "no route there")
        .about(flow -> flow.toTarget() || flow.where() == Flow.Where.NEIGHBOUR)
        .onSyn(Breaks.atSyn(draw, 45, 0, 55))
        .echoToo(true);
  }

  /** Full segments vanish and nobody is told; what the server sends first is several of them. */
  Fault blackHole() {
    boolean onlyThere = draw.chance(0.3);
    var rule = rule(Cause.PMTU_BLACK_HOLE, "full segments vanish", false);
    if (!onlyThere) {
      rule.onFlight(flow -> Fate.SILENCE);
    }
    return rule.onHello(flow -> flow.hello() > 1_400 ? Fate.HELLO_LOST : null);
  }

  Fault interception() {
    var theirs =
        Chain.flawed(
            draw.pick(FailureWord.CERT_UNKNOWN_ISSUER, FailureWord.CERT_SELF_SIGNED),
            site.host(),
            now,
            draw);
    boolean byName = draw.chance(0.6);
    return rule(Cause.TLS_INTERCEPTION, "answers with its own certificate", false)
        .about(flow -> flow.toTarget() && (!byName || flow.names(site.host())))
        .sends(flow -> theirs);
  }

  Fault throttling() {
    boolean byName = draw.chance(0.5);
    var whim = Whim.often(draw.between(0.5, 1.0));
    return rule(Cause.THROTTLING, "lets a trickle through", false)
        .about(flow -> flow.toTarget() && (!byName || flow.names(site.host())))
        .when(whim)
        .onFlight(flow -> flow.draw().chance(0.6) ? Fate.STALL : null)
        .onHttp(flow -> Fate.NO_RESPONSE);
  }

  Fault heavyLoss() {
    double loss = draw.between(0.3, 0.65);
    return rule(Cause.HEAVY_LOSS, "loses %.0f %%".formatted(100 * loss), false).losing(loss);
  }
}

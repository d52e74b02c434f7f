package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.fault.Fault.Locus;
import dev.parallax.evaluate.network.ConnectionFailure;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.SimulatedFlow;
import dev.parallax.evaluate.network.SimulatedSite;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Cause;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults at the origin's border; inside vantages are not affected. */
public final class EdgeFaults {
  private final SimulatedSite site;
  private final List<SimulatedVantage> places;
  private final SeededRandom draw;

  public EdgeFaults(SimulatedSite site, List<SimulatedVantage> places, SeededRandom draw) {
    this.site = site;
    this.places = places;
    this.draw = draw;
  }

  private static ConfiguredFault rule(Cause id, String description) {
    return new ConfiguredFault(id, Locus.EDGE, FaultScope.OUTSIDE, description);
  }

  public Fault everyHello() {
    boolean byShape = draw.chance(0.2);
    var does = FailureModes.afterHello(draw, 0.97);
    return rule(
            Cause.EDGE_BREAKS_EVERY_HANDSHAKE,
            byShape ? "judges clients by their hello" : "breaks every hello")
        .when(FailureModes.mostlyCertain(draw))
        .onHello(
            flow -> byShape && flow.spec().arm() == Arm.BROWSER_HELLO ? null : does.apply(flow));
  }

  public Fault namePolicy() {
    var rule =
        rule(Cause.EDGE_NAME_POLICY, "breaks hellos with this name")
            .about(flow -> flow.toTarget() && flow.names(site.host()))
            .when(FailureModes.mostlyCertain(draw))
            .onHello(FailureModes.afterHello(draw, 0.95));
    return draw.chance(0.15) ? rule.residual(draw.between(30.0, 180.0)) : rule;
  }

  public Fault drops() {
    boolean allPorts = draw.chance(0.5);
    return rule(
            Cause.EDGE_DROPS_CONNECTIONS, allPorts ? "drops all from outside" : "drops the port")
        .about(flow -> flow.toTarget() && (allPorts || flow.port() == site.target().port()))
        .onSyn(flow -> ConnectionFailure.SYN_LOST)
        .echoToo(allPorts && draw.chance(0.6));
  }

  public Fault refuses() {
    var does = draw.chance(0.7) ? FailureWord.CONNECTION_REFUSED : FailureWord.ADMIN_PROHIBITED;
    return rule(Cause.EDGE_REFUSES_CONNECTIONS, "refuses the port")
        .about(flow -> flow.toTarget() && flow.port() == site.target().port())
        .onSyn(flow -> ConnectionFailure.tcp(does, flow.rtt()));
  }

  public Fault replyPath() {
    double after = draw.between(0.02, 0.45);
    return rule(Cause.EDGE_REPLY_PATH_CAPTURED, "replies leave by a gateway that resets")
        .onAccepted(flow -> ConnectionFailure.tcp(FailureWord.RESET_BEFORE_DATA, after));
  }

  /** A country, a network or a provider that is not wanted. */
  public Fault someClients() {
    var outside = places.stream().filter(place -> !place.inside()).toList();
    var from = draw.pick(outside);
    var provider = from.vantage().label(Label.PROVIDER).orElse("");
    var reach =
        switch (draw.weighted(55, 30, 15)) {
          case 0 -> FaultScope.country(from.country());
          case 1 -> FaultScope.network(from.asn());
          default ->
              new FaultScope(
                  FaultScope.Kind.SCATTERED,
                  "provider " + provider,
                  place ->
                      !place.inside()
                          && place.vantage().label(Label.PROVIDER).orElse("").equals(provider));
        };
    var rule =
        new ConfiguredFault(
            Cause.EDGE_BLOCKS_SOME_CLIENTS, Locus.EDGE, reach, "does not serve some");
    return switch (draw.weighted(45, 35, 20)) {
      case 0 -> rule.onHttp(flow -> ConnectionFailure.status(403, 0.03));
      case 1 -> rule.onSyn(flow -> ConnectionFailure.SYN_LOST).echoToo(draw.chance(0.5));
      default -> rule.onHello(FailureModes.afterHello(draw, 0.97));
    };
  }

  public Fault rateLimit() {
    return new RateLimit(draw.between(4, 14), draw.between(20.0, 120.0), draw.weighted(45, 25, 30));
  }

  /** Counts connections of each client; strikes beyond a number within a time. */
  private static final class RateLimit extends Fault {
    private final int allowed;
    private final double window;
    private final int manner;
    private final Map<VantageId, Deque<Double>> recent = new HashMap<>();

    RateLimit(int allowed, double window, int manner) {
      super(
          Cause.EDGE_RATE_LIMIT,
          Locus.EDGE,
          "allows %d connections in %.0f s".formatted(allowed, window));
      this.allowed = allowed;
      this.window = window;
      this.manner = manner;
    }

    private boolean over(SimulatedFlow flow, boolean counts) {
      if (!flow.toTarget() || flow.place().inside()) {
        return false;
      }
      var times = recent.computeIfAbsent(flow.place().id(), id -> new ArrayDeque<>());
      while (!times.isEmpty() && times.peekFirst() < flow.time() - window) {
        times.removeFirst();
      }
      if (counts && times.size() <= allowed) {
        times.addLast(flow.time());
      }
      return times.size() > allowed;
    }

    @Override
    public @Nullable ConnectionFailure syn(SimulatedFlow flow) {
      boolean over = over(flow, true);
      return over && manner == 0 ? ConnectionFailure.SYN_LOST : null;
    }

    @Override
    public @Nullable ConnectionFailure accepted(SimulatedFlow flow) {
      return manner == 1 && over(flow, false)
          ? ConnectionFailure.tcp(FailureWord.RESET_BEFORE_DATA, 0.001)
          : null;
    }

    @Override
    public @Nullable ConnectionFailure http(SimulatedFlow flow) {
      return manner == 2 && over(flow, false) ? ConnectionFailure.status(429, 0.02) : null;
    }
  }

  public Fault size() {
    int most = draw.chance(0.6) ? draw.between(300, 516) : draw.between(1_000, 1_460);
    return rule(Cause.EDGE_SIZE_POLICY, "breaks hellos over " + most + " bytes")
        .about(flow -> flow.toTarget() && flow.hello() > most)
        .onHello(FailureModes.afterHello(draw, 0.97));
  }
}

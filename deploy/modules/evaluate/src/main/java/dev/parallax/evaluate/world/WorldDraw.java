package dev.parallax.evaluate.world;

import dev.parallax.evaluate.fault.BaseRates;
import dev.parallax.evaluate.fault.CommonFaults;
import dev.parallax.evaluate.fault.ControlFaults;
import dev.parallax.evaluate.fault.EdgeFaults;
import dev.parallax.evaluate.fault.Fault;
import dev.parallax.evaluate.fault.NameFaults;
import dev.parallax.evaluate.fault.PathFaults;
import dev.parallax.evaluate.fault.ServiceFaults;
import dev.parallax.evaluate.fault.UnmodelledFaults;
import dev.parallax.evaluate.fault.VantageFaults;
import dev.parallax.evaluate.network.FleetDraw;
import dev.parallax.evaluate.network.NoiseLevel;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.ServerBehaviour;
import dev.parallax.evaluate.network.SimulatedChain;
import dev.parallax.evaluate.network.SimulatedSite;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.sweep.request.VantageSelector;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Draws a world: fleet, target, truth and noise. */
public final class WorldDraw {
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
  private static final Target TARGET = Target.parse("https://shop.example");
  public static final Target NEUTRAL = Target.parse("https://neutral.example");
  private static final List<Target> REFERENCES =
      List.of(
          Target.parse("https://one.example"),
          Target.parse("https://two.example"),
          Target.parse("https://three.example"));

  private final SeededRandom draw;
  private final NoiseLevel noise;
  private final Kind kind;
  private final Instant now;
  private List<SimulatedVantage> places;
  private final SimulatedSite site;
  private final boolean controls;

  /** The kind of case. */
  enum Kind {
    HEALTHY,
    ONE,
    TWO,
    LEFT_OUT,
    COMMON
  }

  public WorldDraw(SeededRandom draw, WorldMix mix) {
    this.draw = draw;
    this.noise = mix.noise();
    this.kind = mix.kind(draw);
    this.now = EPOCH.plus(Duration.ofSeconds(draw.between(0, 86_400 * 300)));
    this.places = new FleetDraw(draw, mix.noise(), mix.fleet(draw)).places();
    this.controls = mix.controls();
    this.site = site();
  }

  public SimulatedWorld world() {
    var faults = new ArrayList<Fault>();
    switch (kind) {
      case HEALTHY -> {
        if (site.geo()) {
          faults.add(new NameFaults(site, now, places, draw).byPlace());
        }
      }
      case ONE -> faults.add(cause(pickCause()));
      case TWO -> {
        var first = pickCause();
        faults.add(cause(first));
        var second = pickCause();
        while (second.family() == first.family()) {
          second = pickCause();
        }
        faults.add(cause(second));
      }
      case LEFT_OUT -> faults.add(new UnmodelledFaults(site, now, places, draw).any());
      case COMMON -> faults.add(new CommonFaults(site, now, places, draw).any());
    }
    var besides = besides();
    return new SimulatedWorld(
        now,
        places,
        site,
        elsewhere(),
        settings(),
        faults,
        besides,
        noise.hiccups(),
        kind == Kind.LEFT_OUT);
  }

  private Cause pickCause() {
    while (true) {
      var drawn = BaseRates.pick(draw);
      if (possible(drawn)) {
        return drawn;
      }
    }
  }

  private boolean possible(Cause id) {
    return switch (id) {
      case IPV6_BROKEN ->
          places.stream().anyMatch(SimulatedVantage::ipv6)
              && site.addresses().stream().anyMatch(it -> it instanceof Inet6Address);
      case AGENT_DEFECT ->
          places.stream().map(it -> it.vantage().agentVersion()).distinct().count() > 1;
      default -> true;
    };
  }

  private Fault cause(Cause id) {
    var service = new ServiceFaults(site, now, draw);
    var edge = new EdgeFaults(site, places, draw);
    var path = new PathFaults(site, now, places, draw);
    var names = new NameFaults(site, now, places, draw);
    return switch (id) {
      case HOST_DOWN -> service.down();
      case PORT_NOT_LISTENING -> service.notListening();
      case CERTIFICATE_INVALID -> service.certificate();
      case NO_SHARED_TLS_PARAMETERS -> service.parameters();
      case SERVICE_ABORTS_OR_STALLS -> service.aborts();
      case HTTP_ERROR -> service.http();
      case ONE_ADDRESS_BAD -> service.oneAddress();
      case WRONG_PROTOCOL -> service.wrongProtocol();
      case REQUIRES_SOMETHING_OF_THE_CLIENT -> service.wantsClientCertificate();
      case EDGE_BREAKS_EVERY_HANDSHAKE -> edge.everyHello();
      case EDGE_NAME_POLICY -> edge.namePolicy();
      case EDGE_DROPS_CONNECTIONS -> edge.drops();
      case EDGE_REFUSES_CONNECTIONS -> edge.refuses();
      case EDGE_REPLY_PATH_CAPTURED -> edge.replyPath();
      case EDGE_BLOCKS_SOME_CLIENTS -> edge.someClients();
      case EDGE_RATE_LIMIT -> edge.rateLimit();
      case EDGE_SIZE_POLICY -> edge.size();
      case SNI_FILTER -> path.filter(true);
      case PROBABILISTIC_SNI_FILTER -> path.filter(false);
      case ADDRESS_BLOCK -> path.addressBlock();
      case PORT_BLOCK -> path.portBlock();
      case PROTOCOL_FILTER -> path.protocolFilter();
      case NO_ROUTE -> path.noRoute();
      case PMTU_BLACK_HOLE -> path.blackHole();
      case TLS_INTERCEPTION -> path.interception();
      case THROTTLING -> path.throttling();
      case HEAVY_LOSS -> path.heavyLoss();
      case RESOLVER_LIES_OR_FAILS -> names.resolver();
      case DNS_INJECTION -> names.injection();
      case ZONE_FAULT -> names.zone();
      case ANSWERS_DIFFER_BY_PLACE, HEALTHY, UNKNOWN -> names.byPlace();
      case UPLINK_DOWN,
          LOCAL_INTERCEPTION,
          CLOCK_WRONG,
          CA_BUNDLE_MISSING_OR_OLD,
          IPV6_BROKEN,
          OWN_RESOLVER_BROKEN,
          AGENT_DEFECT,
          AGENT_SHORT_OF_CPU ->
          vantage(id);
    };
  }

  private Fault vantage(Cause id) {
    var able =
        places.stream()
            .filter(place -> !place.inside() && !place.offline())
            .filter(place -> id != Cause.IPV6_BROKEN || place.ipv6())
            .filter(
                place ->
                    id != Cause.AGENT_DEFECT || !place.vantage().agentVersion().equals("0.1.0"))
            .toList();
    var sick = draw.pick(able.isEmpty() ? places : able);
    if (id == Cause.CLOCK_WRONG || id == Cause.CA_BUNDLE_MISSING_OR_OLD) {
      replace(sick, VantageFaults.altered(sick, id, draw));
    }
    var faults = new VantageFaults(now, sick, draw);
    return switch (id) {
      case UPLINK_DOWN -> faults.uplink();
      case LOCAL_INTERCEPTION -> faults.interception(TARGET.host());
      case CLOCK_WRONG -> faults.clock();
      case CA_BUNDLE_MISSING_OR_OLD -> faults.bundle();
      case IPV6_BROKEN -> faults.ipv6();
      case OWN_RESOLVER_BROKEN -> faults.ownResolver();
      default -> faults.defect();
    };
  }

  private void replace(SimulatedVantage old, SimulatedVantage other) {
    var changed = new ArrayList<>(places);
    changed.set(places.indexOf(old), other);
    places = changed;
  }

  /** An additional faulty vantage, a reference that is down. */
  private List<Fault> besides() {
    var besides = new ArrayList<Fault>();
    if (draw.chance(noise.sick())) {
      besides.add(
          vantage(
              draw.pick(
                  Cause.UPLINK_DOWN,
                  Cause.LOCAL_INTERCEPTION,
                  Cause.CLOCK_WRONG,
                  Cause.CA_BUNDLE_MISSING_OR_OLD,
                  Cause.OWN_RESOLVER_BROKEN)));
    }
    if (draw.chance(noise.reference())) {
      besides.add(ControlFaults.down(draw.pick(REFERENCES).host()));
    }
    if (controls) {
      var hosts = REFERENCES.stream().map(Target::host).toList();
      besides.addAll(new ControlFaults(hosts, now, places, draw).any());
    }
    return besides;
  }

  private SimulatedSite site() {
    int count = 1 + draw.weighted(50, 25, 15, 10);
    boolean geo = count > 1 && draw.chance(0.35);
    var addresses = new ArrayList<InetAddress>();
    var near = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      addresses.add(InetAddress.ofLiteral("203.0.113." + (10 + 2 * i)));
      near.add(List.of("eu", "us", "ap", "sa").get(i));
    }
    if (!geo && draw.chance(0.35)) {
      addresses.add(InetAddress.ofLiteral("2001:db8:0:1::10"));
      near.add("");
    }
    boolean isSingle = draw.chance(0.8);
    boolean crossed = draw.chance(0.3);
    var chains = new ArrayList<SimulatedChain>();
    for (int i = 0; i < addresses.size(); i++) {
      chains.add(
          isSingle && i > 0
              ? chains.getFirst()
              : SimulatedChain.good(TARGET.host(), now, draw, crossed));
    }
    return new SimulatedSite(TARGET, addresses, near, geo, chains, ServerBehaviour.drawn(draw));
  }

  private Map<String, SimulatedChain> elsewhere() {
    var chains = new LinkedHashMap<String, SimulatedChain>();
    chains.put(NEUTRAL.host(), SimulatedChain.good(NEUTRAL.host(), now, draw, false));
    REFERENCES.forEach(
        site ->
            chains.put(site.host(), SimulatedChain.good(site.host(), now, draw, draw.chance(0.3))));
    return chains;
  }

  private OperatorSettings settings() {
    var sweep =
        new SweepSettings(
            REFERENCES,
            List.of(SweepSettings.DEFAULT_CONTROL_NAME),
            draw.chance(0.5) ? Optional.of(NEUTRAL) : Optional.empty(),
            draw.chance(0.5)
                ? List.of(
                    Resolver.parse("192.0.2.53"), Resolver.parse("https://dns.example@192.0.2.54"))
                : List.of());
    var arms = draw.chance(0.1) ? Set.of(Arm.BIG_HELLO, Arm.BROWSER_HELLO) : Set.<Arm>of();
    var request =
        new SweepRequest(
            List.of(TARGET),
            VantageSelector.parse("all"),
            List.of(),
            draw.chance(0.8) ? 5 : draw.between(3, 8),
            Duration.ofMinutes(2),
            SweepRequest.DEFAULT_STEP_TIMEOUT,
            arms);
    return new OperatorSettings(sweep, request);
  }
}

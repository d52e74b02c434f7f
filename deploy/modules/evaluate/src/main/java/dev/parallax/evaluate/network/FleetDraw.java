package dev.parallax.evaluate.network;

import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Draws the vantages of a fleet and their locations. */
public final class FleetDraw {
  private static final List<String> REGIONS = List.of("eu", "us", "ap", "sa", "af", "me");

  private final SeededRandom draw;
  private final NoiseLevel noise;
  private final Shape shape;
  private final List<DrawnNetwork> networks = new ArrayList<>();
  private final String optIn;
  private final List<String> versions;

  public FleetDraw(SeededRandom draw, NoiseLevel noise, Shape shape) {
    this.draw = draw;
    this.noise = noise;
    this.shape = shape;
    this.optIn =
        switch (draw.weighted(45, 45, 10)) {
          case 0 -> "";
          case 1 -> "real_sni_at_neutral";
          default -> "real_sni_at_neutral,ttl_walk";
        };
    this.versions = draw.chance(0.35) ? List.of("0.1.0", "0.1.0", "0.0.9") : List.of("0.1.0");
  }

  /**
   * How fleets look.
   *
   * @param apart whether each network is in a region of its own
   */
  public record Shape(
      int least, int most, double shared, double inside, double crowded, boolean apart) {
    public static final Shape USUAL = new Shape(3, 50, 0.4, 0.55, 0.25, false);

    /** Few networks with many agents each, most in one region. */
    public static final Shape SHIFTED = new Shape(5, 30, 0.75, 0.2, 0.8, false);

    /** Three agents in three networks of three regions, and one inside. */
    public static final Shape SMALL = new Shape(3, 3, 0, 1, 0, true);
  }

  private record DrawnNetwork(
      String asn,
      String country,
      String region,
      String provider,
      String transit,
      String resolver,
      double rtt,
      int hops,
      double loss) {}

  public List<SimulatedVantage> places() {
    int count = draw.logarithmic(shape.least(), shape.most());
    var places = new ArrayList<SimulatedVantage>();
    for (int i = 0; i < count; i++) {
      places.add(outside(i));
    }
    if (draw.chance(shape.inside())) {
      places.add(inside("inside"));
      if (draw.chance(0.12)) {
        places.add(inside("inside2"));
      }
    }
    return places;
  }

  private DrawnNetwork network() {
    if (!networks.isEmpty() && draw.chance(shape.shared())) {
      return draw.pick(networks);
    }
    var region = region();
    var country = region + draw.between(1, 3);
    var asn = "AS" + (64_500 + networks.size());
    var network =
        new DrawnNetwork(
            asn,
            country,
            region,
            "cloud" + draw.between(1, 6),
            "carrier" + draw.between(1, 5),
            draw.chance(0.3) ? "9.9.9.9" : "100.65.%d.53".formatted(networks.size() % 250),
            draw.between(0.01, 0.26),
            draw.between(5, 15),
            noise.loss(draw));
    networks.add(network);
    return network;
  }

  private String region() {
    if (shape.apart()) {
      return REGIONS.get(networks.size() % REGIONS.size());
    }
    return draw.chance(shape.crowded()) ? REGIONS.getFirst() : draw.pick(REGIONS);
  }

  private SimulatedVantage outside(int index) {
    var network = network();
    var labels = new TreeMap<String, String>();
    if (!draw.chance(0.04)) {
      labels.put(Label.ASN, network.asn());
    }
    labels.put(Label.PROVIDER, network.provider());
    if (!draw.chance(0.03)) {
      labels.put(Label.COUNTRY, network.country());
      labels.put(Label.REGION, network.region());
    }
    return place(network.region() + "-" + (index + 1), labels, network, Optional.empty(), false);
  }

  private SimulatedVantage inside(String name) {
    var labels = new TreeMap<String, String>();
    labels.put(Label.ASN, "AS65000");
    labels.put(Label.REGION, REGIONS.getFirst());
    labels.put(Label.COUNTRY, REGIONS.getFirst() + 1);
    var home =
        new DrawnNetwork(
            "AS65000",
            REGIONS.getFirst() + 1,
            REGIONS.getFirst(),
            "own",
            "own",
            "10.0.0.53",
            0.001,
            1,
            0);
    Optional<InetAddress> route =
        draw.chance(0.5) ? Optional.of(InetAddress.ofLiteral("10.0.0.10")) : Optional.empty();
    return place(name, labels, home, route, true);
  }

  private SimulatedVantage place(
      String name,
      Map<String, String> labels,
      DrawnNetwork network,
      Optional<InetAddress> route,
      boolean inside) {
    boolean ipv6 = draw.chance(0.45);
    boolean ownResolver = draw.chance(0.1);
    double clock = draw.between(-2.0, 2.0);
    var facts = new TreeMap<String, String>();
    facts.put("os", draw.pick("Debian 12", "Debian 13", "Ubuntu 24.04"));
    facts.put("address_families", ipv6 ? "ipv4, ipv6" : "ipv4");
    facts.put("opt_in", optIn);
    var resolver = ownResolver ? "127.0.0.1" + name : network.resolver();
    facts.put("resolver", resolver);
    var vantage =
        new Vantage(
            new VantageId(name),
            labels,
            draw.pick(versions),
            Optional.of(Duration.ofMillis((long) (1000 * clock))),
            facts);
    return new SimulatedVantage(
        vantage,
        inside,
        route,
        network.asn(),
        network.country(),
        network.region(),
        network.transit(),
        resolver,
        true,
        ipv6,
        network.rtt() * draw.between(0.9, 1.1) + 0.0005,
        Math.max(1, network.hops() + draw.between(0, inside ? 0 : 2)),
        network.loss(),
        noise.bursts(draw),
        clock,
        SimulatedVantage.Bundle.CURRENT,
        draw.chance(noise.offline()));
  }

  /** A vantage with a changed host. */
  public record Moved(SimulatedVantage from) {
    public SimulatedVantage with(
        double clock, SimulatedVantage.Bundle bundle, Optional<Duration> measured) {
      var vantage =
          new Vantage(
              from.id(),
              from.vantage().labels(),
              from.vantage().agentVersion(),
              measured,
              from.vantage().facts());
      return new SimulatedVantage(
          vantage,
          from.inside(),
          from.route(),
          from.asn(),
          from.country(),
          from.region(),
          from.transit(),
          from.resolver(),
          from.ipv4(),
          from.ipv6(),
          from.rtt(),
          from.hops(),
          from.loss(),
          from.bursts(),
          clock,
          bundle,
          false);
    }
  }
}

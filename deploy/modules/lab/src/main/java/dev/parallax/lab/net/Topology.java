package dev.parallax.lab.net;

import static dev.parallax.lab.net.Node.host;
import static dev.parallax.lab.net.Node.router;

import dev.parallax.model.endpoint.Target;
import dev.parallax.sweep.request.SweepSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The topology of the lab. From an outside vantage to the origin: access router, metro router,
 * transit, the provider's border, the gateway of the origin's LAN, the origin.
 *
 * <p>Agents refuse to probe private and documentation ranges, so the addresses are of 11.0.0.0/8,
 * which is assigned and hardly announced. This is safe because no namespace has a route to the
 * outside: {@link Namespaces} checks it before any traffic.
 */
public final class Topology {
  public static final String ORIGIN = "11.9.0.10";
  public static final String ORIGIN_TWO = "11.9.0.11";
  public static final String ORIGIN_THREE = "11.9.0.12";
  public static final String ZONE = "11.8.0.53";
  public static final String PUBLIC_RESOLVER = "11.8.0.8";
  public static final String NEUTRAL = "11.8.4.10";
  public static final String CONTROL = "10.99.0.1";
  public static final Map<String, String> REFERENCES =
      Map.of(
          "one.reference.example", "11.8.1.10",
          "two.reference.example", "11.8.2.10",
          "three.reference.example", "11.8.3.10");

  /** The hosts of {@link SweepSettings#DEFAULT_REFERENCES}, each with an address in the lab. */
  public static final Map<String, String> DEFAULT_REFERENCES =
      IntStream.range(0, SweepSettings.DEFAULT_REFERENCES.size())
          .boxed()
          .collect(
              Collectors.toUnmodifiableMap(
                  i -> Target.parse(SweepSettings.DEFAULT_REFERENCES.get(i)).host(),
                  i -> "11.8.%d.10".formatted(11 + i)));

  public static final String MAP =
      """
        eu-a --- acc-a --+
        (A)              +-- eu ---+
        eu-b --- acc-b --+         |
        (B)                        +-- t1 --+               +-- origin (nginx)
        us-e --- acc-e ----- us1 --+   | \\  |               |     |
        (E)                            |  \\ +-- border -- gateway |
        us-f --- acc-f ----- us2 --+   |  / |               |     |
        (F)                        |   | /  |               +-- inside
        ap-c --- acc-c --+         +-- t2 --+
        (C)              +-- ap ---+   |
        ap-d --- acc-d --+             +-- exchange -- sites (references, neutral, zone)
        (D)                                (to t1 as well)

        Each access router, and the gateway, is its network's resolver (unbound).
        The coordinator sits on links of its own (10.99.0.0/24) that no fault touches.
      """;

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final List<Link> links = new ArrayList<>();

  public Topology() {
    core();
    regions();
    LabVantage.ALL.stream().filter(place -> !place.isInside()).forEach(this::network);
    originLan();
    control();
  }

  private void core() {
    add(router("t1", "11.0.1.1"));
    add(router("t2", "11.0.2.1"));
    add(router("border", "11.9.255.1"));
    add(router("gateway", "11.9.0.1", "11.9.0.53"));
    add(router("exchange", "11.8.255.1"));
    add(host("sites", "11.8.0.10", sites()));
    link("t1", "t2");
    link("t1", "border");
    link("t2", "border");
    link("border", "gateway");
    link("t1", "exchange");
    link("t2", "exchange");
    link("exchange", "sites");
  }

  private static String[] sites() {
    var addresses = new ArrayList<>(REFERENCES.values());
    addresses.addAll(DEFAULT_REFERENCES.values());
    addresses.addAll(List.of(NEUTRAL, ZONE, PUBLIC_RESOLVER));
    return addresses.toArray(String[]::new);
  }

  private void regions() {
    add(router("eu", "11.1.0.1"));
    add(router("ap", "11.2.0.1"));
    add(router("us1", "11.3.0.1"));
    add(router("us2", "11.3.0.2"));
    link("eu", "t1");
    link("ap", "t2");
    link("us1", "t1");
    link("us2", "t2");
  }

  private void network(LabVantage place) {
    var router = place.address().replaceFirst("\\.10$", ".1");
    add(router(place.access(), router, place.resolver()));
    add(host(place.name(), place.address()));
    link(place.name(), place.access());
    link(place.access(), metro(place));
  }

  private static String metro(LabVantage place) {
    return switch (place.name()) {
      case "us-e" -> "us1";
      case "us-f" -> "us2";
      default -> place.name().substring(0, 2);
    };
  }

  private void originLan() {
    var origin = host("origin", ORIGIN, ORIGIN_TWO, ORIGIN_THREE);
    var inside = host(LabVantage.INSIDE, "11.9.0.20");
    add(origin);
    add(inside);
    link("origin", "gateway");
    link("inside", "gateway");
    links.add(new Link(inside, inside.address(), origin, origin.address(), false));
  }

  private void control() {
    var control = host("control", CONTROL);
    add(control);
    for (var place : LabVantage.ALL) {
      links.add(new Link(node(place.name()), place.control(), control, CONTROL, false));
    }
  }

  private void add(Node node) {
    nodes.put(node.name(), node);
  }

  private void link(String left, String right) {
    links.add(Link.between(node(left), node(right)));
  }

  public Node node(String name) {
    var node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("no node " + name + ", expected one of " + nodes.keySet());
    }
    return node;
  }

  List<Node> nodes() {
    return List.copyOf(nodes.values());
  }

  List<Link> links() {
    return List.copyOf(links);
  }
}

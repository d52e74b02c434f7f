package dev.parallax.demo;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One of the demo's vantages.
 *
 * @param source the source address of its probes, by which the peers identify it
 * @param resolver the loopback address of its network's resolver
 */
record DemoVantage(
    String name, String isp, Optional<String> region, InetAddress source, InetAddress resolver) {
  static final String INSIDE = "inside";

  /** Networks A and B in eu, C and D in ap, E in us, and the origin's own. */
  static final List<DemoVantage> ALL =
      List.of(
          outside("eu-a1", "A", "eu", "127.10.1.1", "127.10.1.53"),
          outside("eu-a2", "A", "eu", "127.10.1.2", "127.10.1.53"),
          outside("eu-b", "B", "eu", "127.10.2.1", "127.10.2.53"),
          outside("ap-c", "C", "ap", "127.20.3.1", "127.20.3.53"),
          outside("ap-d", "D", "ap", "127.20.4.1", "127.20.4.53"),
          outside("us-e", "E", "us", "127.30.5.1", "127.30.5.53"),
          new DemoVantage(
              INSIDE,
              "own",
              Optional.empty(),
              InetAddress.ofLiteral("127.40.0.1"),
              InetAddress.ofLiteral("127.40.0.53")));

  private static DemoVantage outside(
      String name, String isp, String region, String source, String resolver) {
    return new DemoVantage(
        name,
        isp,
        Optional.of(region),
        InetAddress.ofLiteral(source),
        InetAddress.ofLiteral(resolver));
  }

  boolean isInside() {
    return name.equals(INSIDE);
  }

  Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("isp", isp);
    region.ifPresent(it -> labels.put("region", it));
    return labels;
  }

  /** The source addresses of probes from outside. */
  static Set<InetAddress> everyOutside() {
    return ALL.stream()
        .filter(place -> !place.isInside())
        .map(DemoVantage::source)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The source addresses of probes from a region. */
  static Set<InetAddress> region(String region) {
    return ALL.stream()
        .filter(place -> place.region().filter(region::equals).isPresent())
        .map(DemoVantage::source)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The source addresses of probes from a network. */
  static Set<InetAddress> network(String isp) {
    return ALL.stream()
        .filter(place -> place.isp().equals(isp))
        .map(DemoVantage::source)
        .collect(Collectors.toUnmodifiableSet());
  }
}

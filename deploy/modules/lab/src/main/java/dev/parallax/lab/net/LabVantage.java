package dev.parallax.lab.net;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A vantage.
 *
 * @param access the router of its network, which is the network's resolver too
 * @param control its address on the link to the coordinator, which no fault touches
 */
public record LabVantage(
    String name,
    Map<String, String> labels,
    String address,
    String access,
    String resolver,
    String control) {
  public static final String INSIDE = "inside";

  /** Networks A and B in eu, C and D in ap, E and F in us, and the origin's own. */
  public static final List<LabVantage> ALL =
      List.of(
          outside("eu-a", "A", "eu", "11.1.1", 1),
          outside("eu-b", "B", "eu", "11.1.2", 2),
          outside("ap-c", "C", "ap", "11.2.3", 3),
          outside("ap-d", "D", "ap", "11.2.4", 4),
          outside("us-e", "E", "us", "11.3.5", 5),
          outside("us-f", "F", "us", "11.3.6", 6),
          new LabVantage(
              INSIDE, Map.of("isp", "own"), "11.9.0.20", "gateway", "11.9.0.53", "10.99.0.17"));

  public LabVantage {
    labels = Map.copyOf(labels);
  }

  private static LabVantage outside(
      String name, String isp, String region, String net, int number) {
    return new LabVantage(
        name,
        Map.of("isp", isp, "region", region),
        net + ".10",
        "acc-" + isp.toLowerCase(Locale.ROOT),
        net + ".53",
        "10.99.0." + (10 + number));
  }

  public static List<LabVantage> outside() {
    return ALL.stream().filter(place -> !place.isInside()).toList();
  }

  /** The vantage of this name. */
  public static LabVantage of(String name) {
    return ALL.stream()
        .filter(place -> place.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no vantage " + name));
  }

  /** The region, for outside vantages. */
  public String region() {
    return labels.getOrDefault("region", "");
  }

  boolean isInside() {
    return name.equals(INSIDE);
  }
}

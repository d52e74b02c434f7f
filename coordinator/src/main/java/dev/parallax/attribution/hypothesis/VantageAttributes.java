package dev.parallax.attribution.hypothesis;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.Vantage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The labels and recorded facts of a vantage that may set it apart from others, as key=value. */
final class VantageAttributes {
  /** Scopes of their own. */
  private static final Set<String> PLACES =
      Set.of(Label.REGION, Label.COUNTRY, Label.PROVIDER, Label.ISP, Label.ASN, Label.RESPONDER);

  /** Permissions, the time and identities, of which every host has its own. */
  private static final Set<String> OWN =
      Set.of(
          Vantage.PEER_ADDRESS,
          "opt_in",
          "permitted_ports",
          Vantage.LOOKED_UP + "asn",
          Vantage.LOOKED_UP + "organization",
          Vantage.LOOKED_UP + "country",
          Vantage.LOOKED_UP + "coordinates",
          "permitted_ranges",
          "rates",
          "quiet_hours",
          "probing",
          "sweeps_from",
          "capture",
          "icmp_echo",
          "hop_addresses",
          "resolver",
          "agent_version",
          "hostname");

  private VantageAttributes() {}

  static Stream<String> of(ComparedVantage row) {
    var description = row.vantage().description();
    return Stream.concat(pairs(description.labels(), PLACES), pairs(description.facts(), OWN))
        .distinct();
  }

  private static Stream<String> pairs(Map<String, String> some, Set<String> without) {
    return some.entrySet().stream()
        .filter(entry -> !without.contains(entry.getKey()))
        .map(entry -> entry.getKey() + "=" + entry.getValue());
  }
}

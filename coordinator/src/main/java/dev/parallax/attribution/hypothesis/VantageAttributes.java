package dev.parallax.attribution.hypothesis;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.symptom.PermissionFacts;
import dev.parallax.model.vantage.Label;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The labels and recorded facts of a vantage that may set it apart from others, as key=value. */
final class VantageAttributes {
  /** Scopes of their own. */
  private static final Set<String> PLACES =
      Set.of(Label.REGION, Label.COUNTRY, Label.PROVIDER, Label.ISP, Label.ASN, Label.RESPONDER);

  /** Identities, of which every host has its own, beside its permissions. */
  private static final Set<String> OWN =
      Stream.concat(
              PermissionFacts.NAMES.stream(), Stream.of("resolver", "agent_version", "hostname"))
          .collect(Collectors.toUnmodifiableSet());

  private VantageAttributes() {}

  static Stream<String> of(ComparedVantage row) {
    var description = row.vantage().description();
    return Stream.concat(pairs(description.labels(), PLACES), pairs(description.facts(), OWN))
        .distinct();
  }

  private static Stream<String> pairs(Map<String, String> attributes, Set<String> without) {
    return attributes.entrySet().stream()
        .filter(entry -> !without.contains(entry.getKey()))
        .map(entry -> entry.getKey() + "=" + entry.getValue());
  }
}

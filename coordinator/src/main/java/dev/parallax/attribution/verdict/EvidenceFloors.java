package dev.parallax.attribution.verdict;

import dev.parallax.attribution.catalogue.Mechanism;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.hypothesis.AffectedVantages;
import dev.parallax.attribution.hypothesis.BlameAssignment;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.NextProbe.Why;
import dev.parallax.model.verdict.Scope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The minimum evidence of each blame, in addition to its probability. The result is the missing
 * evidence; empty when the minimum is reached.
 */
public final class EvidenceFloors {
  private final Comparison table;
  private final Hypothesis hypothesis;
  private final List<ComparedVantage> failing;
  private final ResolutionEvidence resolution;

  EvidenceFloors(Comparison table, Hypothesis hypothesis) {
    this.table = table;
    this.hypothesis = hypothesis;
    this.failing = AffectedVantages.clearlyBy(hypothesis);
    this.resolution = new ResolutionEvidence(table, hypothesis, failing);
  }

  static List<NextProbe> answered(Comparison table) {
    return table.rows().size() >= 2 ? List.of() : List.of(needs(Why.NEEDS_ELSEWHERE, Map.of()));
  }

  List<NextProbe> missing(BlameAssignment fault) {
    if (hypothesis.reach().isUnseenServer()) {
      return List.of(needs(Why.NEEDS_SECOND_AGENT, Map.of("network", network())));
    }
    return switch (fault.blame()) {
      case ORIGIN -> contrasted() ? contrast() : ofTheName() ? zone() : origin();
      case REGION -> region();
      case PATH -> path();
      case VANTAGE -> List.of(needs(Why.NEEDS_SECOND_AGENT, Map.of("network", network())));
      case HEALTHY, INCONCLUSIVE -> List.of();
    };
  }

  private boolean contrasted() {
    return hypothesis.id() == Cause.ONE_ADDRESS_BAD
        || hypothesis.id() == Cause.EDGE_BLOCKS_SOME_CLIENTS;
  }

  private boolean ofTheName() {
    return hypothesis.id() == Cause.ZONE_FAULT && (isByPlace() || resolution.isOfOneResolver());
  }

  /** The zone answers some vantages otherwise. */
  private boolean isByPlace() {
    return switch (hypothesis.reach().attribute()) {
      case EVERYONE, OUTSIDE -> false;
      default -> true;
    };
  }

  private List<NextProbe> zone() {
    if (!isByPlace()) {
      return resolver();
    }
    return resolution.isGivenByZone()
        ? elsewherePasses()
        : List.of(
            new NextProbe(
                Arm.AUTHORITATIVE,
                ComparedVantages.ids(failing),
                0,
                Why.SEPARATES,
                separates("D1")));
  }

  private List<NextProbe> resolver() {
    return List.of(
        new NextProbe(
            Arm.OTHER_RESOLVER, ComparedVantages.ids(failing), 0, Why.SEPARATES, separates("D1")));
  }

  /**
   * Two networks fail and no outside network passes, or an inside vantage and one more vantage
   * fail.
   */
  private List<NextProbe> origin() {
    if (isSentTheSameInvalidLeaf()) {
      return List.of();
    }
    var insideToo = failing.stream().anyMatch(ComparedVantage::inside) && failing.size() >= 2;
    if (insideToo || (ComparedVantages.networks(failing).size() >= 2 && passing(false).isEmpty())) {
      return List.of();
    }
    return passing(false).isEmpty()
        ? List.of(
            needs(Why.NEEDS_SECOND_NETWORK, Map.of("region", ComparedVantages.region(failing))))
        : List.of(needs(Why.NEEDS_MORE_TRIALS, Map.of("trials", "20")));
  }

  /**
   * The service sent it over connections of two networks, whatever it sent over others: nobody else
   * has the key of its own certificate. Not where the coordinator accepts it.
   */
  private boolean isSentTheSameInvalidLeaf() {
    if (hypothesis.id() != Cause.CERTIFICATE_INVALID || !isOwnCertificate()) {
      return false;
    }
    var networks = new HashMap<String, Set<String>>();
    for (var row : failing) {
      row.vantage()
          .base()
          .filter(trial -> trial.symptom() == hypothesis.symptom() && !trial.isCentrallyAccepted())
          .flatMap(trial -> trial.leaf().stream())
          .forEach(
              leaf -> networks.computeIfAbsent(leaf, none -> new HashSet<>()).add(row.network()));
    }
    return networks.size() == 1 && networks.values().stream().allMatch(seen -> seen.size() > 1);
  }

  /** Of an issuer that the clients trust: only its name or its dates are wrong. */
  private boolean isOwnCertificate() {
    return hypothesis.symptom() == Symptom.CERT_DATE || hypothesis.symptom() == Symptom.CERT_NAME;
  }

  /**
   * Two vantages show it, and two more pass at another address or are of another place. One vantage
   * suffices where the service states the refusal itself in every trial.
   */
  private List<NextProbe> contrast() {
    var contrasting =
        table.rows().stream()
            .filter(
                row ->
                    elsewhere(row).anyMatch(trial -> trial.symptom().clears(hypothesis.symptom())))
            .count();
    return (failing.size() >= 2 || isStated()) && contrasting >= 2
        ? List.of()
        : List.of(needs(Why.NEEDS_ELSEWHERE, Map.of("region", ComparedVantages.region(failing))));
  }

  private boolean isStated() {
    return hypothesis.always()
        && hypothesis.mechanism().restrictions().contains(Mechanism.Restriction.CLEARTEXT);
  }

  private Stream<ClassifiedTrial> elsewhere(ComparedVantage row) {
    if (hypothesis.reach().attribute() != Scope.Attribute.ADDRESS
        || hypothesis.reach().isOneServer()) {
      return hypothesis.reach().contains(row) ? Stream.of() : row.named();
    }
    var address = hypothesis.reach().cells().onlyAddress();
    return row.named().filter(trial -> trial.at().isPresent() && !trial.at().equals(address));
  }

  private List<NextProbe> region() {
    if (ComparedVantages.networks(failing).size() < 2) {
      return List.of(
          needs(Why.NEEDS_SECOND_NETWORK, Map.of("region", ComparedVantages.region(failing))));
    }
    return elsewherePasses();
  }

  private List<NextProbe> path() {
    if (hypothesis.reach().attribute() == Scope.Attribute.OUTSIDE) {
      return neutralFails() ? List.of() : List.of(needs(Why.NEEDS_ELSEWHERE, Map.of()));
    }
    var networks = ComparedVantages.networks(failing);
    var split =
        passing(false).stream()
            .filter(row -> !failing.contains(row))
            .anyMatch(row -> networks.contains(row.network()));
    if (failing.isEmpty() || split) {
      return List.of(needs(Why.NEEDS_SECOND_AGENT, Map.of("network", network())));
    }
    if (!networks.stream().allMatch(this::alive)) {
      return List.of(
          new NextProbe(
              Arm.REFERENCE, ComparedVantages.ids(failing), 0, Why.SEPARATES, separates("V1")));
    }
    if (hypothesis.id() == Cause.RESOLVER_LIES_OR_FAILS && !resolution.isAtFault()) {
      return List.of(
          new NextProbe(
              Arm.PINNED_ADDRESS,
              ComparedVantages.ids(failing),
              0,
              Why.SEPARATES,
              separates("P3")));
    }
    return elsewherePasses();
  }

  private Map<String, String> separates(String other) {
    return Map.of("left", hypothesis.id().code(), "right", other);
  }

  private boolean alive(String network) {
    return failing.stream()
        .anyMatch(row -> row.network().equals(network) && row.alive(hypothesis.symptom()));
  }

  private boolean neutralFails() {
    var failingThere =
        failing.stream()
            .filter(
                row ->
                    row.vantage()
                            .count(
                                Arm.REAL_SNI_AT_NEUTRAL, trial -> hypothesis.shows(trial.symptom()))
                        > 0)
            .toList();
    return ComparedVantages.networks(failingThere).size() >= 2;
  }

  private List<NextProbe> elsewherePasses() {
    var passingNetworks = ComparedVantages.networks(passing(true));
    passingNetworks.removeAll(ComparedVantages.networks(failing));
    return passingNetworks.size() >= 2
        ? List.of()
        : List.of(needs(Why.NEEDS_ELSEWHERE, Map.of("region", ComparedVantages.region(failing))));
  }

  /** Outside vantages that get past where it would show. */
  private List<ComparedVantage> passing(boolean trustedOnly) {
    return table.rows().stream()
        .filter(row -> !row.inside() && (row.trusted() || !trustedOnly))
        .filter(row -> AffectedVantages.clears(row, hypothesis))
        .toList();
  }

  private String network() {
    return ComparedVantages.networks(failing).stream().findFirst().orElse("");
  }

  static NextProbe needs(Why why, Map<String, String> parameters) {
    return new NextProbe(Arm.BASE, List.of(), 0, why, parameters);
  }
}

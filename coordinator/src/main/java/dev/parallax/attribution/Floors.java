package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.Cause;
import dev.parallax.model.Label;
import dev.parallax.model.NextProbe;
import dev.parallax.model.NextProbe.Why;
import dev.parallax.model.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The least evidence each blame needs, however sure the numbers are. What comes back is what is
 * missing; nothing means the floor is reached.
 */
final class Floors {
  private final Table table;
  private final Hypothesis cause;
  private final List<Row> failing;

  Floors(Table table, Hypothesis cause) {
    this.table = table;
    this.cause = cause;
    this.failing = Explained.clearlyBy(cause);
  }

  static List<NextProbe> answered(Table table) {
    return table.rows().size() >= 2 ? List.of() : List.of(needs(Why.NEEDS_ELSEWHERE, Map.of()));
  }

  List<NextProbe> missing(Fault fault) {
    return switch (fault.blame()) {
      case ORIGIN -> contrasted() ? contrast() : saidByOneResolver() ? resolver() : origin();
      case REGION -> region();
      case PATH -> path();
      case VANTAGE -> List.of(needs(Why.NEEDS_SECOND_AGENT, Map.of("network", network())));
      case HEALTHY, INCONCLUSIVE -> List.of();
    };
  }

  private boolean contrasted() {
    return cause.id() == Cause.ONE_ADDRESS_BAD || cause.id() == Cause.EDGE_BLOCKS_SOME_CLIENTS;
  }

  /** All that fail ask the same resolver, and no other was asked. */
  private boolean saidByOneResolver() {
    return cause.id() == Cause.ZONE_FAULT
        && resolvers().size() == 1
        && failing.stream().noneMatch(Floors::anotherFails);
  }

  private Set<String> resolvers() {
    return failing.stream()
        .map(Row::seat)
        .flatMap(Addresses::resolvers)
        .collect(Collectors.toSet());
  }

  private static boolean anotherFails(Row row) {
    return row.seat().count(Arm.OTHER_RESOLVER, trial -> trial.sight() == Sight.NAME_UNRESOLVED)
        > 0;
  }

  private List<NextProbe> resolver() {
    return List.of(
        new NextProbe(Arm.OTHER_RESOLVER, ids(failing), 0, Why.SEPARATES, separates("D1")));
  }

  /** Two networks fail and no outside one passes, or it fails inside and at one more vantage. */
  private List<NextProbe> origin() {
    var insideToo = failing.stream().anyMatch(Row::inside) && failing.size() >= 2;
    if (insideToo || (networks(failing).size() >= 2 && passing(false).isEmpty())) {
      return List.of();
    }
    return passing(false).isEmpty()
        ? List.of(needs(Why.NEEDS_SECOND_NETWORK, Map.of("region", region(failing))))
        : List.of(needs(Why.NEEDS_MORE_TRIALS, Map.of("trials", "20")));
  }

  /** Two vantages see it, two see the other address or are of another place. */
  private List<NextProbe> contrast() {
    var others =
        table.rows().stream()
            .filter(row -> elsewhere(row).anyMatch(trial -> trial.sight().clears(cause.sight())))
            .count();
    return failing.size() >= 2 && others >= 2
        ? List.of()
        : List.of(needs(Why.NEEDS_ELSEWHERE, Map.of("region", region(failing))));
  }

  private java.util.stream.Stream<Trial> elsewhere(Row row) {
    if (cause.reach().attribute() != Scope.Attribute.ADDRESS) {
      return cause.reach().contains(row) ? java.util.stream.Stream.of() : row.named();
    }
    var address = cause.reach().scope().value();
    return row.named().filter(trial -> !trial.at().isEmpty() && !trial.at().equals(address));
  }

  private List<NextProbe> region() {
    if (networks(failing).size() < 2) {
      return List.of(needs(Why.NEEDS_SECOND_NETWORK, Map.of("region", region(failing))));
    }
    return elsewherePasses();
  }

  private List<NextProbe> path() {
    if (cause.reach().attribute() == Scope.Attribute.OUTSIDE) {
      return neutralFails() ? List.of() : List.of(needs(Why.NEEDS_ELSEWHERE, Map.of()));
    }
    var networks = networks(failing);
    var split = passing(false).stream().anyMatch(row -> networks.contains(row.network()));
    if (failing.isEmpty() || split) {
      return List.of(needs(Why.NEEDS_SECOND_AGENT, Map.of("network", network())));
    }
    if (!networks.stream().allMatch(this::alive)) {
      return List.of(new NextProbe(Arm.REFERENCE, ids(failing), 0, Why.SEPARATES, separates("V1")));
    }
    if (cause.id() == Cause.RESOLVER_LIES_OR_FAILS && !resolutionAlone()) {
      return List.of(
          new NextProbe(Arm.PINNED_ADDRESS, ids(failing), 0, Why.SEPARATES, separates("P3")));
    }
    return elsewherePasses();
  }

  private Map<String, String> separates(String other) {
    return Map.of("left", cause.id().code(), "right", other);
  }

  private boolean alive(String network) {
    return failing.stream()
        .anyMatch(row -> row.network().equals(network) && row.alive(cause.sight()));
  }

  /**
   * Without an answer it is the name; with one, the name at another address must pass, or nobody
   * else gets through at the address it was told.
   */
  private boolean resolutionAlone() {
    return cause.sight() == Sight.NAME_UNRESOLVED
        || networks(refuting()).size() >= 2
        || failing.stream()
            .flatMap(Row::named)
            .anyMatch(trial -> ArmSets.ADDRESSED.contains(trial.arm()) && trial.ok());
  }

  /** Others that tried what it was told, and failed there too. */
  private List<Row> refuting() {
    var told =
        failing.stream()
            .filter(Row::liar)
            .flatMap(row -> row.seat().base())
            .map(Trial::at)
            .filter(at -> !at.isEmpty() && !table.addresses().vouched().contains(at))
            .collect(Collectors.toSet());
    return table.rows().stream()
        .filter(row -> !failing.contains(row))
        .filter(
            row ->
                row.seat()
                        .count(
                            Arm.PEER_ADDRESSES, trial -> told.contains(trial.at()) && !trial.ok())
                    > 0)
        .toList();
  }

  private boolean neutralFails() {
    var failingThere =
        failing.stream()
            .filter(
                row ->
                    row.seat().count(Arm.REAL_SNI_AT_NEUTRAL, trial -> cause.shows(trial.sight()))
                        > 0)
            .toList();
    return networks(failingThere).size() >= 2;
  }

  private List<NextProbe> elsewherePasses() {
    var others = networks(passing(true));
    others.removeAll(networks(failing));
    return others.size() >= 2
        ? List.of()
        : List.of(needs(Why.NEEDS_ELSEWHERE, Map.of("region", region(failing))));
  }

  /** Outside vantages that get past where it would show. */
  private List<Row> passing(boolean trustedOnly) {
    return table.rows().stream()
        .filter(row -> !row.inside() && (row.trusted() || !trustedOnly))
        .filter(row -> row.clears(cause))
        .toList();
  }

  private String network() {
    return networks(failing).stream().findFirst().orElse("");
  }

  static NextProbe needs(Why why, Map<String, String> parameters) {
    return new NextProbe(Arm.BASE, List.of(), 0, why, parameters);
  }

  static Set<String> networks(List<Row> rows) {
    return rows.stream().map(Row::network).collect(Collectors.toCollection(java.util.TreeSet::new));
  }

  static String region(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> row.seat().vantage().label(Label.REGION).stream())
        .findFirst()
        .orElse("");
  }

  static List<dev.parallax.model.VantageId> ids(List<Row> rows) {
    return rows.stream().map(Row::id).toList();
  }
}

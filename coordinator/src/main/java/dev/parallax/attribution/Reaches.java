package dev.parallax.attribution;

import static dev.parallax.model.Scope.Attribute.ADDRESS;
import static dev.parallax.model.Scope.Attribute.AGENT_VERSION;
import static dev.parallax.model.Scope.Attribute.COUNTRY;
import static dev.parallax.model.Scope.Attribute.EVERYONE;
import static dev.parallax.model.Scope.Attribute.FAMILY;
import static dev.parallax.model.Scope.Attribute.HOP;
import static dev.parallax.model.Scope.Attribute.NETWORK;
import static dev.parallax.model.Scope.Attribute.OUTSIDE;
import static dev.parallax.model.Scope.Attribute.PROVIDER;
import static dev.parallax.model.Scope.Attribute.REGION;
import static dev.parallax.model.Scope.Attribute.RESOLVER;
import static dev.parallax.model.Scope.Attribute.VANTAGE;

import dev.parallax.model.Label;
import dev.parallax.model.Scope;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every scope that the labels, addresses, resolvers and routers of a table offer, by kind. */
final class Reaches {
  static final String IPV6 = "ipv6";
  static final String AND = " + ";
  private static final String IPV4 = "ipv4";

  /** Routers that are not worth more: those that most vantages behind them share come first. */
  private static final int ROUTERS = 32;

  /** The share of base trials that makes a vantage one that fails so. */
  private static final double ALIKE = 0.3;

  private final List<Row> all;
  private final List<Row> outside;
  private final Addresses addresses;
  private final Map<Scope.Attribute, List<Reach>> byKind = new EnumMap<>(Scope.Attribute.class);
  private final Set<BitSet> places = new HashSet<>();

  private Reaches(List<Row> all, Addresses addresses) {
    this.all = all;
    this.addresses = addresses;
    this.outside = all.stream().filter(row -> !row.inside()).toList();
  }

  static Map<Scope.Attribute, List<Reach>> of(Table table) {
    var reaches = new Reaches(table.rows(), table.addresses());
    reaches.build();
    return reaches.byKind;
  }

  private void build() {
    byKind.put(EVERYONE, some(EVERYONE, all));
    byKind.put(OUTSIDE, some(OUTSIDE, outside));
    place(REGION, row -> label(row, Label.REGION));
    place(COUNTRY, row -> label(row, Label.COUNTRY));
    place(NETWORK, row -> Stream.of(row.network()));
    byKind.put(VANTAGE, grouped(VANTAGE, all, row -> Stream.of(row.id().name())));
    further(PROVIDER, row -> label(row, Label.PROVIDER));
    further(HOP, row -> row.seat().routers().stream());
    further(RESOLVER, row -> row.seat().resolvers().stream());
    alike();
    byKind.put(
        ADDRESS, oneOfSeveral(grouped(ADDRESS, undeclared(), row -> addresses(row).distinct())));
    byKind.put(FAMILY, many(grouped(FAMILY, undeclared(), Reaches::families)));
    byKind.put(AGENT_VERSION, many(grouped(AGENT_VERSION, all, Reaches::version)));
  }

  /**
   * A place may hold every outside vantage: then it cannot be told from the edge, and both stay
   * possible.
   */
  private void place(Scope.Attribute attribute, Function<Row, Stream<String>> value) {
    var reaches = grouped(attribute, outside, value);
    reaches.forEach(reach -> places.add(reach.members()));
    byKind.put(attribute, reaches);
  }

  /** What holds just the vantages of a place is that place; of those that hold the same, one. */
  private void further(Scope.Attribute attribute, Function<Row, Stream<String>> value) {
    var known = new HashSet<>(places);
    var kept = new ArrayList<Reach>();
    for (var reach : grouped(attribute, outside, value)) {
      if (reach.rows().size() > 1
          && reach.rows().size() < outside.size()
          && kept.size() < ROUTERS
          && known.add(reach.members())) {
        kept.add(reach);
      }
    }
    byKind.put(attribute, kept);
  }

  /**
   * Networks that fail alike, whatever they share: the router on their way that is to blame is
   * often none that answers.
   */
  private void alike() {
    var hops = new ArrayList<>(byKind.getOrDefault(HOP, List.of()));
    var known = new HashSet<>(places);
    hops.forEach(reach -> known.add(reach.members()));
    outside.stream()
        .flatMap(row -> row.base().keySet().stream())
        .filter(sight -> sight != Sight.OK)
        .distinct()
        .sorted()
        .map(this::alike)
        .filter(rows -> rows.size() < outside.size() && networks(rows) > 1)
        .map(rows -> Reach.of(HOP, together(rows), rows))
        .filter(reach -> known.add(reach.members()))
        .forEach(hops::add);
    byKind.put(HOP, hops);
  }

  private List<Row> alike(Sight sight) {
    var networks =
        outside.stream()
            .filter(row -> row.share(sight) >= ALIKE)
            .map(Row::network)
            .collect(Collectors.toSet());
    return outside.stream().filter(row -> networks.contains(row.network())).toList();
  }

  private static String together(List<Row> rows) {
    return rows.stream().map(Row::network).distinct().sorted().collect(Collectors.joining(AND));
  }

  private static long networks(List<Row> rows) {
    return rows.stream().map(Row::network).distinct().count();
  }

  private static List<Reach> some(Scope.Attribute attribute, List<Row> rows) {
    return rows.isEmpty() ? List.of() : List.of(Reach.of(attribute, "", rows));
  }

  /** An address is one of several when another stands. */
  private List<Reach> oneOfSeveral(List<Reach> reaches) {
    return reaches.stream()
        .filter(one -> reaches.stream().anyMatch(other -> !other.equals(one) && stands(other)))
        .toList();
  }

  private boolean stands(Reach address) {
    return addresses.vouched().contains(address.scope().value());
  }

  private static List<Reach> many(List<Reach> reaches) {
    return reaches.size() < 2 ? List.of() : reaches;
  }

  private static List<Reach> grouped(
      Scope.Attribute attribute, Collection<Row> rows, Function<Row, Stream<String>> values) {
    var groups = new TreeMap<String, List<Row>>();
    for (var row : rows) {
      values
          .apply(row)
          .forEach(key -> groups.computeIfAbsent(key, none -> new ArrayList<>()).add(row));
    }
    return groups.entrySet().stream()
        .map(group -> Reach.of(attribute, group.getKey(), List.copyOf(group.getValue())))
        .toList();
  }

  /** The route an inside vantage was told is not one of the name's addresses. */
  private List<Row> undeclared() {
    return all.stream().filter(row -> !row.seat().declared()).toList();
  }

  private static Stream<String> addresses(Row row) {
    return row.cells().stream()
        .filter(cell -> ArmSets.ANY.contains(cell.arm()))
        .map(Cell::address)
        .filter(Predicate.not(String::isEmpty));
  }

  private static Stream<String> families(Row row) {
    return addresses(row).map(at -> at.indexOf(':') >= 0 ? IPV6 : IPV4).distinct();
  }

  private static Stream<String> label(Row row, String key) {
    return row.seat().vantage().label(key).stream();
  }

  private static Stream<String> version(Row row) {
    return Stream.of(row.seat().vantage().agentVersion()).filter(Predicate.not(String::isEmpty));
  }
}

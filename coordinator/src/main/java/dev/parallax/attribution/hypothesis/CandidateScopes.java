package dev.parallax.attribution.hypothesis;

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

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.correction.AddressTrust;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.Symptom;
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
public final class CandidateScopes {
  static final String IPV6 = "ipv6";
  static final String AND = " + ";
  private static final String IPV4 = "ipv4";

  /** Routers that are not worth more: those that most vantages behind them share come first. */
  private static final int ROUTERS = 32;

  private final List<ComparedVantage> all;
  private final List<ComparedVantage> outside;
  private final AddressTrust addresses;
  private final Map<Scope.Attribute, List<ScopeMembers>> byKind =
      new EnumMap<>(Scope.Attribute.class);
  private final Set<BitSet> places = new HashSet<>();

  private CandidateScopes(List<ComparedVantage> all, AddressTrust addresses) {
    this.all = all;
    this.addresses = addresses;
    this.outside = all.stream().filter(row -> !row.inside()).toList();
  }

  static Map<Scope.Attribute, List<ScopeMembers>> of(Comparison table) {
    var reaches = new CandidateScopes(table.rows(), table.addresses());
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
    further(HOP, row -> row.vantage().routers().stream());
    further(RESOLVER, row -> row.vantage().resolvers().stream());
    identical();
    byKind.put(
        ADDRESS, oneOfSeveral(grouped(ADDRESS, undeclared(), row -> addresses(row).distinct())));
    byKind.put(FAMILY, many(grouped(FAMILY, undeclared(), CandidateScopes::families)));
    byKind.put(AGENT_VERSION, many(grouped(AGENT_VERSION, all, CandidateScopes::version)));
  }

  /**
   * A place may hold every outside vantage: then it cannot be told from the edge, and both stay
   * possible.
   */
  private void place(Scope.Attribute attribute, Function<ComparedVantage, Stream<String>> value) {
    var reaches = grouped(attribute, outside, value);
    reaches.forEach(reach -> places.add(reach.members()));
    byKind.put(attribute, reaches);
  }

  /** What holds just the vantages of a place is that place; of those that hold the same, one. */
  private void further(Scope.Attribute attribute, Function<ComparedVantage, Stream<String>> value) {
    var known = new HashSet<>(places);
    var kept = new ArrayList<ScopeMembers>();
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
  private void identical() {
    var hops = new ArrayList<>(byKind.getOrDefault(HOP, List.of()));
    var known = new HashSet<>(places);
    hops.forEach(reach -> known.add(reach.members()));
    outside.stream()
        .flatMap(row -> row.base().keySet().stream())
        .filter(symptom -> symptom != Symptom.OK)
        .distinct()
        .sorted()
        .map(this::identical)
        .filter(rows -> rows.size() < outside.size() && networks(rows) > 1)
        .map(rows -> ScopeMembers.of(HOP, together(rows), rows))
        .filter(reach -> known.add(reach.members()))
        .forEach(hops::add);
    byKind.put(HOP, hops);
  }

  private List<ComparedVantage> identical(Symptom symptom) {
    var networks =
        outside.stream()
            .filter(row -> row.share(symptom) >= Thresholds.FAILS_ALIKE)
            .map(ComparedVantage::network)
            .collect(Collectors.toSet());
    return outside.stream().filter(row -> networks.contains(row.network())).toList();
  }

  private static String together(List<ComparedVantage> rows) {
    return rows.stream()
        .map(ComparedVantage::network)
        .distinct()
        .sorted()
        .collect(Collectors.joining(AND));
  }

  private static long networks(List<ComparedVantage> rows) {
    return rows.stream().map(ComparedVantage::network).distinct().count();
  }

  private static List<ScopeMembers> some(Scope.Attribute attribute, List<ComparedVantage> rows) {
    return rows.isEmpty() ? List.of() : List.of(ScopeMembers.of(attribute, "", rows));
  }

  /** An address is one of several when another stands. */
  private List<ScopeMembers> oneOfSeveral(List<ScopeMembers> reaches) {
    return reaches.stream()
        .filter(one -> reaches.stream().anyMatch(other -> !other.equals(one) && stands(other)))
        .toList();
  }

  private boolean stands(ScopeMembers address) {
    return addresses.vouched().contains(address.scope().value());
  }

  private static List<ScopeMembers> many(List<ScopeMembers> reaches) {
    return reaches.size() < 2 ? List.of() : reaches;
  }

  private static List<ScopeMembers> grouped(
      Scope.Attribute attribute,
      Collection<ComparedVantage> rows,
      Function<ComparedVantage, Stream<String>> values) {
    var groups = new TreeMap<String, List<ComparedVantage>>();
    for (var row : rows) {
      values
          .apply(row)
          .forEach(key -> groups.computeIfAbsent(key, none -> new ArrayList<>()).add(row));
    }
    return groups.entrySet().stream()
        .map(group -> ScopeMembers.of(attribute, group.getKey(), List.copyOf(group.getValue())))
        .toList();
  }

  /** The route an inside vantage was told is not one of the name's addresses. */
  private List<ComparedVantage> undeclared() {
    return all.stream().filter(row -> !row.vantage().declared()).toList();
  }

  private static Stream<String> addresses(ComparedVantage row) {
    return row.cells().stream()
        .filter(cell -> ArmGroups.ANY.contains(cell.arm()))
        .map(ComparedCell::address)
        .filter(Predicate.not(String::isEmpty));
  }

  private static Stream<String> families(ComparedVantage row) {
    return addresses(row).map(at -> at.indexOf(':') >= 0 ? IPV6 : IPV4).distinct();
  }

  private static Stream<String> label(ComparedVantage row, String key) {
    return row.vantage().description().label(key).stream();
  }

  private static Stream<String> version(ComparedVantage row) {
    return Stream.of(row.vantage().description().agentVersion())
        .filter(Predicate.not(String::isEmpty));
  }
}

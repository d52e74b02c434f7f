package dev.parallax.attribution.hypothesis;

import static dev.parallax.model.verdict.Scope.Attribute.ADDRESS;
import static dev.parallax.model.verdict.Scope.Attribute.AGENT_VERSION;
import static dev.parallax.model.verdict.Scope.Attribute.COUNTRY;
import static dev.parallax.model.verdict.Scope.Attribute.EVERYONE;
import static dev.parallax.model.verdict.Scope.Attribute.FAMILY;
import static dev.parallax.model.verdict.Scope.Attribute.HOP;
import static dev.parallax.model.verdict.Scope.Attribute.LABEL;
import static dev.parallax.model.verdict.Scope.Attribute.NETWORK;
import static dev.parallax.model.verdict.Scope.Attribute.OUTSIDE;
import static dev.parallax.model.verdict.Scope.Attribute.PROVIDER;
import static dev.parallax.model.verdict.Scope.Attribute.REGION;
import static dev.parallax.model.verdict.Scope.Attribute.RESOLVER;
import static dev.parallax.model.verdict.Scope.Attribute.VANTAGE;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.comparison.ServerTrait;
import dev.parallax.attribution.comparison.SharedAddress;
import dev.parallax.attribution.correction.AddressTrust;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.NameServer;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.model.endpoint.Family;
import dev.parallax.model.vantage.Label;
import dev.parallax.model.verdict.Scope;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The candidate scopes by kind: labels, addresses, resolvers and routers of a comparison. */
public final class CandidateScopes {
  static final String AND = " + ";

  /** Bounds the work. */
  private static final int ROUTERS = 32;

  private final List<ComparedVantage> all;
  private final List<ComparedVantage> outside;
  private final AddressTrust addresses;
  private final List<SharedAddress> shared;
  private final Map<Scope.Attribute, List<ScopeMembers>> byKind =
      new EnumMap<>(Scope.Attribute.class);
  private final Set<BitSet> places = new HashSet<>();

  private CandidateScopes(Comparison table) {
    this.all = table.rows();
    this.addresses = table.addresses();
    this.shared = table.shared();
    this.outside = all.stream().filter(row -> !row.inside()).toList();
  }

  static Map<Scope.Attribute, List<ScopeMembers>> of(Comparison table) {
    var scopes = new CandidateScopes(table);
    scopes.build();
    return scopes.byKind;
  }

  private void build() {
    byKind.put(EVERYONE, unlessEmpty(EVERYONE, all));
    byKind.put(OUTSIDE, unlessEmpty(OUTSIDE, outside));
    addPlaces(REGION, PlaceLabels.of(outside, Label.REGION));
    addPlaces(COUNTRY, PlaceLabels.of(outside, Label.COUNTRY));
    addPlaces(NETWORK, row -> Stream.of(row.network()));
    byKind.put(VANTAGE, grouped(VANTAGE, all, row -> Stream.of(row.id().name())));
    addGroups(PROVIDER, row -> label(row, Label.PROVIDER));
    addGroups(HOP, row -> row.vantage().routers().stream().map(IpAddress::toString));
    addResolvers();
    addGroups(LABEL, VantageAttributes::of);
    addNetworksThatFailAlike();
    byKind.put(ADDRESS, addressScopes());
    byKind.put(FAMILY, ifSeveral(familyScopes()));
    byKind.put(AGENT_VERSION, ifSeveral(grouped(AGENT_VERSION, all, CandidateScopes::version)));
  }

  /**
   * A place with all outside vantages is a candidate as well: it cannot be distinguished from the
   * edge, and both stay possible.
   */
  private void addPlaces(
      Scope.Attribute attribute, Function<ComparedVantage, Stream<String>> value) {
    var scopes = grouped(attribute, outside, value);
    scopes.forEach(scope -> places.add(scope.members()));
    byKind.put(attribute, scopes);
  }

  /** A resolver of all outside vantages is a candidate: the zone's own name servers may differ. */
  private void addResolvers() {
    addGroups(
        RESOLVER,
        row -> row.vantage().nameServers().stream().map(NameServer::endpoint),
        outside.size());
  }

  /** Groups of outside vantages, but not of all. */
  private void addGroups(
      Scope.Attribute attribute, Function<ComparedVantage, Stream<String>> value) {
    addGroups(attribute, value, outside.size() - 1);
  }

  /**
   * Groups of 2 or more outside vantages that are not a place. Of groups with the same vantages the
   * first by name is the candidate.
   */
  private void addGroups(
      Scope.Attribute attribute,
      Function<ComparedVantage, Stream<String>> value,
      int mostVantages) {
    var known = new HashSet<>(places);
    var kept = new ArrayList<ScopeMembers>();
    for (var scope : grouped(attribute, outside, value)) {
      if (scope.rows().size() > 1
          && scope.rows().size() <= mostVantages
          && kept.size() < ROUTERS
          && known.add(scope.members())) {
        kept.add(scope);
      }
    }
    byKind.put(attribute, kept);
  }

  /** Networks with the same failure: their common router often answers no trace. */
  private void addNetworksThatFailAlike() {
    var hops = new ArrayList<>(byKind.getOrDefault(HOP, List.of()));
    var known = new HashSet<>(places);
    hops.forEach(scope -> known.add(scope.members()));
    byKind.getOrDefault(PROVIDER, List.of()).forEach(scope -> known.add(scope.members()));
    outside.stream()
        .flatMap(row -> row.base().keySet().stream())
        .filter(symptom -> symptom != Symptom.OK)
        .distinct()
        .sorted()
        .map(this::failAlike)
        .filter(rows -> rows.size() < outside.size() && ComparedVantages.networkCount(rows) > 1)
        .map(rows -> ScopeMembers.of(HOP, joinedNames(rows), rows))
        .filter(scope -> known.add(scope.members()))
        .forEach(hops::add);
    byKind.put(HOP, hops);
  }

  private List<ComparedVantage> failAlike(Symptom symptom) {
    var networks =
        outside.stream()
            .filter(row -> row.share(symptom) >= Thresholds.FAILS_ALIKE)
            .map(ComparedVantage::network)
            .collect(Collectors.toSet());
    return outside.stream().filter(row -> networks.contains(row.network())).toList();
  }

  private static String joinedNames(List<ComparedVantage> rows) {
    return rows.stream()
        .map(ComparedVantage::network)
        .distinct()
        .sorted()
        .collect(Collectors.joining(AND));
  }

  private static List<ScopeMembers> unlessEmpty(
      Scope.Attribute attribute, List<ComparedVantage> rows) {
    return rows.isEmpty() ? List.of() : List.of(ScopeMembers.of(attribute, "", rows));
  }

  private List<ScopeMembers> addressScopes() {
    var byAddress = grouped(undeclared(), row -> addresses(row).distinct());
    var whole =
        byAddress.entrySet().stream()
            .filter(group -> isOneOfSeveral(group.getKey(), byAddress.keySet()))
            .map(group -> ScopeMembers.of(group.getKey(), group.getValue()));
    return Stream.of(whole, shared.stream().map(ScopeMembers::of), unseenServers())
        .flatMap(Function.identity())
        .toList();
  }

  /**
   * The vantages of two or more networks at which nearly all base trials break in one way, where
   * others pass. Within a single network the agents of which agree, the network is the common part.
   */
  private Stream<ScopeMembers> unseenServers() {
    var failing = new TreeMap<Symptom, List<ComparedVantage>>();
    for (var row : outside) {
      row.base().keySet().stream()
          .filter(SymptomSet.HANDSHAKE_BROKEN::contains)
          .filter(symptom -> row.share(symptom) >= Thresholds.NEARLY_ALL)
          .forEach(symptom -> failing.computeIfAbsent(symptom, none -> new ArrayList<>()).add(row));
    }
    return failing.values().stream()
        .filter(rows -> ComparedVantages.networkCount(rows) > 1 && rows.size() < outside.size())
        .filter(rows -> !isOneSystem(rows))
        .map(rows -> ScopeMembers.unseen(joinedAddresses(rows), List.copyOf(rows)));
  }

  /** A SYN-ACK has the same initial TTL at a failing and at a passing vantage. */
  private boolean isOneSystem(List<ComparedVantage> failing) {
    var here = initialTtls(failing.stream());
    return initialTtls(all.stream().filter(row -> !failing.contains(row))).stream()
        .anyMatch(here::contains);
  }

  private static Set<String> initialTtls(Stream<ComparedVantage> rows) {
    return rows.flatMap(row -> row.vantage().base())
        .flatMap(trial -> ServerTrait.INITIAL_TTL.of(trial).stream())
        .collect(Collectors.toSet());
  }

  private static String joinedAddresses(List<ComparedVantage> rows) {
    return rows.stream()
        .flatMap(CandidateScopes::addresses)
        .map(IpAddress::toString)
        .distinct()
        .sorted()
        .collect(Collectors.joining(AND));
  }

  /** An address is a scope when another address is corroborated. */
  private boolean isOneOfSeveral(IpAddress address, Set<IpAddress> all) {
    return all.stream()
        .anyMatch(other -> !other.equals(address) && addresses.vouched().contains(other));
  }

  private List<ScopeMembers> familyScopes() {
    return grouped(undeclared(), CandidateScopes::families).entrySet().stream()
        .map(group -> ScopeMembers.of(group.getKey(), group.getValue()))
        .toList();
  }

  private static List<ScopeMembers> ifSeveral(List<ScopeMembers> scopes) {
    return scopes.size() < 2 ? List.of() : scopes;
  }

  private static List<ScopeMembers> grouped(
      Scope.Attribute attribute,
      Collection<ComparedVantage> rows,
      Function<ComparedVantage, Stream<String>> values) {
    return grouped(rows, values).entrySet().stream()
        .map(group -> ScopeMembers.of(attribute, group.getKey(), group.getValue()))
        .toList();
  }

  private static <K extends Comparable<K>> SortedMap<K, List<ComparedVantage>> grouped(
      Collection<ComparedVantage> rows, Function<ComparedVantage, Stream<K>> values) {
    var groups = new TreeMap<K, List<ComparedVantage>>();
    for (var row : rows) {
      values
          .apply(row)
          .forEach(key -> groups.computeIfAbsent(key, none -> new ArrayList<>()).add(row));
    }
    groups.replaceAll((key, members) -> List.copyOf(members));
    return groups;
  }

  /** The declared route of an inside vantage is not one of the name's addresses. */
  private List<ComparedVantage> undeclared() {
    return all.stream().filter(row -> !row.vantage().declared()).toList();
  }

  private static Stream<IpAddress> addresses(ComparedVantage row) {
    return row.cells().stream()
        .filter(cell -> ArmGroups.ANY.contains(cell.arm()))
        .flatMap(cell -> cell.address().stream());
  }

  private static Stream<Family> families(ComparedVantage row) {
    return addresses(row).map(at -> at.isIpv6() ? Family.IPV6 : Family.IPV4).distinct();
  }

  private static Stream<String> label(ComparedVantage row, String key) {
    return row.vantage().description().label(key).stream();
  }

  private static Stream<String> version(ComparedVantage row) {
    return Stream.of(row.vantage().description().agentVersion())
        .filter(Predicate.not(String::isEmpty));
  }
}

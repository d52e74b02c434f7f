package dev.parallax.fleet.place;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Two causes that a sweep tells apart only with the right vantages. */
public enum Distinction {
  PATH_OR_ORIGIN(
      "a fault of a path from a fault of the origin",
      "vantages on 3 networks",
      sites -> networks(sites) >= 3),
  HOST_OR_NETWORK(
      "a fault of one host from a fault of its network",
      "2 hosts on one network",
      sites ->
          groups(sites, VantagePlace::network).values().stream()
              .anyMatch(group -> hosts(group) >= 2)),
  PATH_OR_REGION(
      "a fault of one network from a fault of its region",
      "2 networks in one region, and 2 networks outside it",
      sites -> hasPairWithin(sites, site -> site.region().orElse(""))),
  COUNTRY_OR_NETWORK(
      "a block of one country from a block of one network",
      "2 networks in one country, and 2 networks outside it",
      sites -> hasPairWithin(sites, site -> site.country().orElse(""))),
  IPV6_OR_IPV4(
      "a fault of IPv6 alone from a fault of both families",
      "2 vantages with an IPv6 route",
      sites -> count(sites, VantagePlace::ipv6) >= 2),
  EDGE_OR_PATH_BY_NAME(
      "a name policy at the origin's edge from a name filter on the path",
      "the opt-in real_sni_at_neutral on 2 networks",
      sites -> networks(optedIn(sites, "real_sni_at_neutral")) >= 2),
  PLACE_ON_PATH(
      "the hop of a fault on a path",
      "the opt-in ttl_walk on one vantage",
      sites -> !optedIn(sites, "ttl_walk").isEmpty());

  private final String meaning;
  private final String need;

  @SuppressWarnings("ImmutableEnumChecker") // The predicates above have no state.
  private final Predicate<List<VantagePlace>> met;

  Distinction(String meaning, String need, Predicate<List<VantagePlace>> met) {
    this.meaning = meaning;
    this.need = need;
    this.met = met;
  }

  /** The causes, as a phrase after "tells". */
  public String meaning() {
    return meaning;
  }

  /** The vantages that it needs. */
  public String need() {
    return need;
  }

  boolean isMetBy(List<VantagePlace> sites) {
    return met.test(sites);
  }

  private static boolean hasPairWithin(
      List<VantagePlace> sites, Function<VantagePlace, String> place) {
    var all = networks(sites);
    return groups(sites, place).entrySet().stream()
        .filter(entry -> !entry.getKey().isEmpty())
        .map(entry -> networks(entry.getValue()))
        .anyMatch(within -> within >= 2 && all - within >= 2);
  }

  private static Map<String, List<VantagePlace>> groups(
      List<VantagePlace> sites, Function<VantagePlace, String> key) {
    return sites.stream().collect(Collectors.groupingBy(key));
  }

  private static long networks(Collection<VantagePlace> sites) {
    return sites.stream().map(VantagePlace::network).distinct().count();
  }

  private static long hosts(Collection<VantagePlace> sites) {
    return sites.stream().map(VantagePlace::host).distinct().count();
  }

  private static long count(List<VantagePlace> sites, Predicate<VantagePlace> which) {
    return sites.stream().filter(which).count();
  }

  private static List<VantagePlace> optedIn(List<VantagePlace> sites, String act) {
    return sites.stream().filter(site -> site.optIns().contains(act)).toList();
  }
}

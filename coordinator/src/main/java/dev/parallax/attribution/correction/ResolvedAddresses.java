package dev.parallax.attribution.correction;

import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.vantage.Label;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * For each address the vantages, places and resolvers that returned it. A place is a region; where
 * no vantage has a region, a network; the coordinator's host is a place and a resolver of its own.
 */
final class ResolvedAddresses {
  private static final String COORDINATOR = "(coordinator)";

  private final Map<IpAddress, Set<String>> places = new HashMap<>();
  private final Map<IpAddress, Set<String>> resolvers = new HashMap<>();
  private final Map<IpAddress, Integer> vantages = new HashMap<>();
  private final boolean regionsKnown;

  ResolvedAddresses(List<VantageTrials> vantages, Set<IpAddress> coordinatorSaw) {
    this.regionsKnown = vantages.stream().anyMatch(vantage -> region(vantage).isPresent());
    for (var address : coordinatorSaw) {
      add(places, address, Set.of(COORDINATOR));
      add(resolvers, address, Set.of(COORDINATOR));
    }
    vantages.forEach(this::add);
  }

  private void add(VantageTrials vantage) {
    var ownPlaces = places(vantage);
    var ownResolvers = AddressTrust.resolvers(vantage).toList();
    for (var address : vantage.addresses()) {
      add(places, address, ownPlaces);
      add(resolvers, address, ownResolvers);
      vantages.merge(address, 1, Integer::sum);
    }
  }

  private static void add(
      Map<IpAddress, Set<String>> sets, IpAddress key, Collection<String> values) {
    sets.computeIfAbsent(key, none -> new HashSet<>()).addAll(values);
  }

  /** A vantage without a region does not count as a place when other vantages have one. */
  private Set<String> places(VantageTrials vantage) {
    return region(vantage)
        .map(Set::of)
        .orElseGet(() -> regionsKnown ? Set.of() : Set.of(vantage.network()));
  }

  private static Optional<String> region(VantageTrials vantage) {
    return vantage.description().label(Label.REGION);
  }

  /** Addresses that the resolver of a vantage gave. */
  Set<IpAddress> byVantages() {
    return vantages.keySet();
  }

  Map<IpAddress, Set<String>> places() {
    return places;
  }

  int placeCount() {
    return (int) places.values().stream().flatMap(Set::stream).distinct().count();
  }

  int vantages(IpAddress address) {
    return vantages.getOrDefault(address, 0);
  }

  int places(IpAddress address) {
    return places.getOrDefault(address, Set.of()).size();
  }

  int resolvers(IpAddress address) {
    return resolvers.getOrDefault(address, Set.of()).size();
  }
}

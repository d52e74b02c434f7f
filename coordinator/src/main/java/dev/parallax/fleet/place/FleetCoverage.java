package dev.parallax.fleet.place;

import dev.parallax.model.vantage.Vantage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How far the vantages of a fleet are independent, by the definition of the CA/Browser Forum for
 * multi-perspective issuance corroboration (Baseline Requirements, section 3.2.2.9), and which
 * causes they tell apart. Independent vantages are selected greedily, those with the fewest
 * conflicts first: a lower bound of the largest selection.
 */
public final class FleetCoverage {
  /** The minimum distance of two independent vantages in kilometres. */
  public static final int APART_KM = (int) VantagePlace.APART_KM;

  private final List<VantagePlace> sites;
  private final List<VantagePlace> independent;

  private FleetCoverage(List<VantagePlace> sites) {
    this.sites = List.copyOf(sites);
    this.independent = select(sites);
  }

  /** Of the vantages that are ready. */
  public static FleetCoverage of(List<Vantage> ready) {
    return new FleetCoverage(ready.stream().map(VantagePlace::of).toList());
  }

  /** A set of vantages of which each two are independent, by name. */
  public List<String> independent() {
    return independent.stream().map(VantagePlace::name).sorted().toList();
  }

  public long networks() {
    return sites.stream().map(VantagePlace::network).distinct().count();
  }

  /** The providers that are known. */
  public Set<String> providers() {
    var providers = new TreeSet<String>();
    sites.forEach(site -> site.provider().ifPresent(providers::add));
    return providers;
  }

  /** The registries of the independent vantages, by country. */
  public Set<String> registries() {
    var registries = new TreeSet<String>();
    independent.forEach(
        site -> site.registry().ifPresent(registry -> registries.add(registry.toString())));
    return registries;
  }

  /** The vantages of which the network is not known. */
  public List<String> withoutNetwork() {
    return sites.stream().filter(site -> !site.hasNetwork()).map(VantagePlace::name).toList();
  }

  /** The vantages with neither coordinates nor a region: their distances are not known. */
  public List<String> withoutPlace() {
    return sites.stream().filter(site -> !site.hasPlace()).map(VantagePlace::name).toList();
  }

  /** The vantages that share the host of another vantage. */
  public List<String> sharedHosts() {
    return sites.stream()
        .filter(site -> sites.stream().anyMatch(site::sharesHostOf))
        .map(VantagePlace::name)
        .toList();
  }

  public Set<Distinction> distinctions() {
    var met = EnumSet.noneOf(Distinction.class);
    for (var distinction : Distinction.values()) {
      if (distinction.isMetBy(sites)) {
        met.add(distinction);
      }
    }
    return met;
  }

  /**
   * The host that would add most.
   *
   * @param network an existing network; empty: a network that the fleet does not have
   * @param region an existing region; empty: a region that the fleet does not have
   * @param gains the distinctions that it adds
   * @param independent the number of independent vantages with it
   */
  public record Addition(
      Optional<String> network, Optional<String> region, Set<Distinction> gains, int independent) {}

  /** The best single addition; empty without a vantage. */
  public Optional<Addition> bestAddition() {
    return candidates()
        .max(
            Comparator.comparingInt((Addition one) -> one.gains().size())
                .thenComparingInt(Addition::independent)
                .thenComparing(one -> one.region().isEmpty()));
  }

  private Stream<Addition> candidates() {
    return sites.stream()
        .flatMap(
            site ->
                Stream.of(
                    addition(site, Optional.of(site.network()), site.region()),
                    addition(site, Optional.empty(), site.region()),
                    addition(site, Optional.empty(), Optional.empty())));
  }

  private Addition addition(VantagePlace like, Optional<String> network, Optional<String> region) {
    var grown = new ArrayList<>(sites);
    var place = region.or(() -> network.isEmpty() ? Optional.of("a new region") : region);
    grown.add(like.neighbour(network.orElse("a new network"), place));
    var with = new FleetCoverage(grown);
    var gains = EnumSet.noneOf(Distinction.class);
    gains.addAll(with.distinctions());
    gains.removeAll(distinctions());
    return new Addition(network, region, gains, with.independent().size());
  }

  private static List<VantagePlace> select(List<VantagePlace> sites) {
    var left = new ArrayList<>(sites);
    left.sort(
        Comparator.comparingLong((VantagePlace site) -> conflicts(site, sites))
            .thenComparing(VantagePlace::name));
    var chosen = new ArrayList<VantagePlace>();
    for (var site : left) {
      if (chosen.stream().allMatch(site::isIndependentOf)) {
        chosen.add(site);
      }
    }
    return chosen;
  }

  private static long conflicts(VantagePlace site, List<VantagePlace> sites) {
    return sites.stream().filter(other -> !site.isIndependentOf(other)).count();
  }
}

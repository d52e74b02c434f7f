package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.model.vantage.Label;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The scope of a path fault: the vantages whose packets pass it. */
public record FaultScope(Kind kind, String description, Predicate<SimulatedVantage> holds) {

  /** The common attribute of its vantages. */
  public enum Kind {
    EVERYONE,
    OUTSIDE,
    REGION,
    COUNTRY,
    TRANSIT,
    NETWORK,
    RESOLVER,
    SCATTERED,
    VANTAGE
  }

  public static final FaultScope EVERYONE =
      new FaultScope(Kind.EVERYONE, "everyone", place -> true);
  static final FaultScope OUTSIDE =
      new FaultScope(Kind.OUTSIDE, "all outside", place -> !place.inside());

  public boolean contains(SimulatedVantage place) {
    return holds.test(place);
  }

  static FaultScope network(String asn) {
    return new FaultScope(
        Kind.NETWORK, "network " + asn, place -> !place.inside() && place.asn().equals(asn));
  }

  static FaultScope country(String country) {
    return new FaultScope(
        Kind.COUNTRY,
        "country " + country,
        place -> !place.inside() && place.country().equals(country));
  }

  static FaultScope region(String region) {
    return new FaultScope(
        Kind.REGION, "region " + region, place -> !place.inside() && place.region().equals(region));
  }

  static FaultScope transit(String carrier) {
    return new FaultScope(
        Kind.TRANSIT,
        "behind " + carrier,
        place -> !place.inside() && place.transit().equals(carrier));
  }

  static FaultScope resolver(String resolver) {
    return new FaultScope(
        Kind.RESOLVER, "clients of " + resolver, place -> place.resolver().equals(resolver));
  }

  static FaultScope single(SimulatedVantage only) {
    return new FaultScope(Kind.VANTAGE, only.id().name(), place -> place.id().equals(only.id()));
  }

  static FaultScope scattered(List<SimulatedVantage> vantages) {
    var ids = vantages.stream().map(SimulatedVantage::id).collect(Collectors.toSet());
    return new FaultScope(
        Kind.SCATTERED, vantages.size() + " places", place -> ids.contains(place.id()));
  }

  /** A subset of the outside vantages behind a filter; all of them only with {@code all}. */
  static FaultScope onTheWay(List<SimulatedVantage> places, SeededRandom draw, boolean all) {
    var outside = places.stream().filter(place -> !place.inside()).toList();
    var from = draw.pick(outside);
    var drawn =
        switch (draw.weighted(40, 26, 16, 14, all ? 4 : 0)) {
          case 0 -> network(from.asn());
          case 1 -> country(from.country());
          case 2 -> region(from.region());
          case 3 -> transit(from.transit());
          default -> OUTSIDE;
        };
    return drawn.kind() == Kind.OUTSIDE || !outside.stream().allMatch(drawn::contains)
        ? drawn
        : network(from.asn());
  }

  public static Set<String> networks(List<SimulatedVantage> places) {
    return places.stream().map(place -> place.vantage().network()).collect(Collectors.toSet());
  }

  static Set<String> countries(List<SimulatedVantage> places) {
    return places.stream()
        .flatMap(place -> place.vantage().label(Label.COUNTRY).stream())
        .collect(Collectors.toSet());
  }
}

package dev.parallax.evaluate;

import dev.parallax.model.Label;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who is behind a fault of the way: the places whose packets pass it. */
record Reach(Kind kind, String told, Predicate<Place> holds) {

  /** What they have in common. */
  enum Kind {
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

  static final Reach EVERYONE = new Reach(Kind.EVERYONE, "everyone", place -> true);
  static final Reach OUTSIDE = new Reach(Kind.OUTSIDE, "all outside", place -> !place.inside());

  boolean contains(Place place) {
    return holds.test(place);
  }

  static Reach network(String asn) {
    return new Reach(
        Kind.NETWORK, "network " + asn, place -> !place.inside() && place.asn().equals(asn));
  }

  static Reach country(String country) {
    return new Reach(
        Kind.COUNTRY,
        "country " + country,
        place -> !place.inside() && place.country().equals(country));
  }

  static Reach region(String region) {
    return new Reach(
        Kind.REGION, "region " + region, place -> !place.inside() && place.region().equals(region));
  }

  static Reach transit(String carrier) {
    return new Reach(
        Kind.TRANSIT,
        "behind " + carrier,
        place -> !place.inside() && place.transit().equals(carrier));
  }

  static Reach resolver(String resolver) {
    return new Reach(
        Kind.RESOLVER, "clients of " + resolver, place -> place.resolver().equals(resolver));
  }

  static Reach one(Place only) {
    return new Reach(Kind.VANTAGE, only.id().name(), place -> place.id().equals(only.id()));
  }

  static Reach scattered(List<Place> some) {
    var ids = some.stream().map(Place::id).collect(Collectors.toSet());
    return new Reach(Kind.SCATTERED, some.size() + " places", place -> ids.contains(place.id()));
  }

  /** A part of the outside that a filter may sit before, the whole of it only where {@code all}. */
  static Reach onTheWay(List<Place> places, Draw draw, boolean all) {
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

  static Set<String> networks(List<Place> places) {
    return places.stream().map(place -> place.vantage().network()).collect(Collectors.toSet());
  }

  static Set<String> countries(List<Place> places) {
    return places.stream()
        .flatMap(place -> place.vantage().label(Label.COUNTRY).stream())
        .collect(Collectors.toSet());
  }
}

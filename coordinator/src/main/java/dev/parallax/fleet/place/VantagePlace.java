package dev.parallax.fleet.place;

import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.Vantage;
import java.util.Optional;
import java.util.Set;

/**
 * The properties of a vantage that decide on its independence. A label precedes an entry of the
 * operator's address database; without either the property is unknown.
 *
 * @param network autonomous system, otherwise ISP, otherwise provider; the vantage's own name when
 *     nothing is known
 * @param host by the coordinator's observation
 */
record VantagePlace(
    String name,
    String network,
    String host,
    Optional<String> provider,
    Optional<String> country,
    Optional<String> region,
    Optional<Coordinates> coordinates,
    Set<String> optIns,
    boolean ipv6) {
  /** The distance of two independent vantages in kilometres (CA/Browser Forum, MPIC). */
  static final double APART_KM = 500;

  static VantagePlace of(Vantage vantage) {
    return new VantagePlace(
        vantage.id().name(),
        vantage.network(),
        vantage.host(),
        vantage.label(Label.PROVIDER).or(() -> vantage.lookedUp(Vantage.ORGANIZATION)),
        vantage.label(Label.COUNTRY).or(() -> vantage.lookedUp(Label.COUNTRY)),
        vantage.label(Label.REGION),
        vantage
            .label(Vantage.COORDINATES)
            .or(() -> vantage.lookedUp(Vantage.COORDINATES))
            .flatMap(Coordinates::parse),
        Set.of(vantage.facts().getOrDefault("opt_in", "none").split(",")),
        vantage.facts().containsKey("default_route_ipv6"));
  }

  /** A host that the fleet does not have; in this site's country when the region is the same. */
  VantagePlace neighbour(String otherNetwork, Optional<String> otherRegion) {
    return new VantagePlace(
        "new",
        otherNetwork,
        "new host",
        Optional.empty(),
        otherRegion.equals(region) ? country : Optional.empty(),
        otherRegion,
        Optional.empty(),
        optIns,
        ipv6);
  }

  Optional<Registry> registry() {
    return country.flatMap(Registry::ofCountry);
  }

  /** Whether something beside the vantage's own name is known of its network. */
  boolean hasNetwork() {
    return !network.equals(name);
  }

  /**
   * Whether no network, provider or host is shared and the distance is 500 km or more: by
   * coordinates, otherwise by different regions. An unknown distance is not enough.
   */
  boolean isIndependentOf(VantagePlace other) {
    return !network.equals(other.network)
        && !host.equals(other.host)
        && (provider.isEmpty() || !provider.equals(other.provider))
        && isApartFrom(other);
  }

  private boolean isApartFrom(VantagePlace other) {
    if (coordinates.isPresent() && other.coordinates.isPresent()) {
      return coordinates.get().distance(other.coordinates.get()) >= APART_KM;
    }
    return region.isPresent() && other.region.isPresent() && !region.equals(other.region);
  }

  boolean sharesHostOf(VantagePlace other) {
    return !name.equals(other.name) && host.equals(other.host);
  }

  boolean hasPlace() {
    return coordinates.isPresent() || region.isPresent();
  }
}

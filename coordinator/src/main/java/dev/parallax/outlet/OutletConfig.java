package dev.parallax.outlet;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where finished sweeps are written.
 *
 * @param place a folder, or the address of ClickHouse
 * @param user of ClickHouse
 */
public record OutletConfig(String place, Optional<ClickHouseUser> user) {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * @throws IllegalArgumentException naming the value and the expected form
   */
  public OutletConfig {
    if (place.isBlank()) {
      throw new IllegalArgumentException("expected a folder or http(s)://HOST:PORT, got nothing");
    }
    if (isAddress(place)) {
      check(place);
    } else if (user.isPresent()) {
      throw new IllegalArgumentException("a folder takes no credentials");
    }
  }

  private static void check(String place) {
    var address = URI.create(place);
    if (address.getHost() == null) {
      throw new IllegalArgumentException("expected http(s)://HOST:PORT, got: " + place);
    }
    if (address.getRawUserInfo() != null) {
      throw new IllegalArgumentException("expected an address without user and password");
    }
  }

  private static boolean isAddress(String place) {
    int colon = place.indexOf("://");
    return colon > 0 && SCHEMES.contains(place.substring(0, colon).toLowerCase(Locale.ROOT));
  }

  /** Connects and writes nothing yet. */
  public Outlet open() {
    return isAddress(place)
        ? new ClickHouseOutlet(URI.create(place), user)
        : new JsonLinesOutlet(Path.of(place));
  }
}

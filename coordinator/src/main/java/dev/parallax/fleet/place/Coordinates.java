package dev.parallax.fleet.place;

import java.util.Optional;
import java.util.regex.Pattern;

/** A point on the Earth, in degrees (WGS 84). */
record Coordinates(double latitude, double longitude) {
  private static final double EARTH_RADIUS_KM = 6_371;
  private static final Pattern FORM =
      Pattern.compile(
          "(?<latitude>-?[0-9]{1,2}(?:\\.[0-9]{1,8})?),(?<longitude>-?[0-9]{1,3}(?:\\.[0-9]{1,8})?)");

  /** {@code 52.5,13.4}; empty for another text and beyond 90 or 180 degrees. */
  static Optional<Coordinates> parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var point =
        new Coordinates(
            Double.parseDouble(parts.group("latitude")),
            Double.parseDouble(parts.group("longitude")));
    return Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180
        ? Optional.of(point)
        : Optional.empty();
  }

  /** The great-circle distance in kilometres (haversine formula). */
  double distance(Coordinates other) {
    double latitudes = Math.toRadians(other.latitude - latitude) / 2;
    double longitudes = Math.toRadians(other.longitude - longitude) / 2;
    double square =
        StrictMath.pow(StrictMath.sin(latitudes), 2)
            + StrictMath.cos(Math.toRadians(latitude))
                * StrictMath.cos(Math.toRadians(other.latitude))
                * StrictMath.pow(StrictMath.sin(longitudes), 2);
    return 2 * EARTH_RADIUS_KM * StrictMath.asin(Math.min(1, Math.sqrt(square)));
  }
}

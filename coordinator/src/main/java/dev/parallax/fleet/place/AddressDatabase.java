package dev.parallax.fleet.place;

import com.maxmind.db.Reader;
import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.text.Printable;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MMDB files of the operator (GeoLite2, GeoIP2 and databases with the same keys): the autonomous
 * system, organisation, country and coordinates of an address. Read once; safe for use by many
 * threads.
 */
public final class AddressDatabase implements AutoCloseable {
  /** Without a file: nothing is known. */
  public static final AddressDatabase NONE = new AddressDatabase(List.of());

  private static final Logger log = LoggerFactory.getLogger(AddressDatabase.class);
  private static final int LONGEST = 128;

  /** The version of a file without IPv6 addresses. */
  private static final int IPV4 = 4;

  private final List<Reader> readers;

  private AddressDatabase(List<Reader> readers) {
    this.readers = List.copyOf(readers);
  }

  /**
   * Of files that each have a part of the data; the first file with a value decides.
   *
   * @throws IllegalArgumentException naming a file that cannot be read
   */
  public static AddressDatabase open(List<Path> files) {
    var readers = new ArrayList<Reader>();
    for (var file : files) {
      try {
        readers.add(new Reader(file.toFile()));
      } catch (IOException | RuntimeException unusable) {
        throw new IllegalArgumentException(
            "expected an MMDB file, got: " + file + ": " + unusable.getMessage(), unusable);
      }
    }
    return new AddressDatabase(readers);
  }

  /**
   * What the files have of an address, under {@link Vantage#LOOKED_UP} and the key: {@code asn},
   * {@code organization}, {@code country}, {@code coordinates}.
   */
  public Map<String, String> lookUp(InetAddress address) {
    var found = new TreeMap<String, String>();
    for (var reader : readers) {
      var entry = has(reader, address) ? entry(reader, address) : Map.of();
      number(entry, "autonomous_system_number").ifPresent(asn -> put(found, Label.ASN, "AS" + asn));
      text(entry, "autonomous_system_organization")
          .ifPresent(name -> put(found, Vantage.ORGANIZATION, name));
      text(map(entry, "country"), "iso_code").ifPresent(code -> put(found, Label.COUNTRY, code));
      coordinates(map(entry, "location"))
          .ifPresent(point -> put(found, Vantage.COORDINATES, point));
    }
    return found;
  }

  private static void put(Map<String, String> found, String key, String value) {
    found.putIfAbsent(Vantage.LOOKED_UP + key, Printable.of(value, LONGEST));
  }

  private static boolean has(Reader reader, InetAddress address) {
    return address instanceof Inet4Address || reader.getMetadata().ipVersion() != IPV4;
  }

  /** A damaged file costs the lookup, not the connection of an agent. */
  private static Map<?, ?> entry(Reader reader, InetAddress address) {
    try {
      var entry = reader.get(address, Map.class);
      return entry == null ? Map.of() : entry;
    } catch (IOException | RuntimeException damaged) {
      log.warn("the MMDB file cannot be read: {}", damaged.toString());
      return Map.of();
    }
  }

  private static Map<?, ?> map(Map<?, ?> entry, String key) {
    return entry.get(key) instanceof Map<?, ?> inner ? inner : Map.of();
  }

  private static Optional<String> text(Map<?, ?> entry, String key) {
    return entry.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static Optional<Long> number(Map<?, ?> entry, String key) {
    return entry.get(key) instanceof Number number
        ? Optional.of(number.longValue())
        : Optional.empty();
  }

  private static Optional<String> coordinates(Map<?, ?> location) {
    return location.get("latitude") instanceof Double latitude
            && location.get("longitude") instanceof Double longitude
        ? Optional.of(String.format(Locale.ROOT, "%.4f,%.4f", latitude, longitude))
        : Optional.empty();
  }

  @Override
  public void close() {
    for (var reader : readers) {
      try {
        reader.close();
      } catch (IOException failed) {
        log.warn("an MMDB file cannot be closed: {}", failed.toString());
      }
    }
  }
}

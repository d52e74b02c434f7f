package dev.parallax.fleet.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AddressDatabaseTest {
  @TempDir private Path folder;

  @Test
  void address_hasWhatTheFilesHave_theFirstFileDecides() throws Exception {
    var network =
        file(
            "asn.mmdb",
            Map.of(
                "autonomous_system_number", 64_500, "autonomous_system_organization", "Example"));
    var city =
        file(
            "city.mmdb",
            Map.of(
                "autonomous_system_number", 64_511,
                "country", Map.of("iso_code", "DE"),
                "location", Map.of("latitude", 52.5, "longitude", 13.4)));
    try (var database = AddressDatabase.open(List.of(network, city))) {
      assertEquals(
          Map.of(
              "mmdb_asn", "AS64500",
              "mmdb_organization", "Example",
              "mmdb_country", "DE",
              "mmdb_coordinates", "52.5000,13.4000"),
          database.lookUp(InetAddress.ofLiteral("198.51.100.7")));
      assertEquals(Map.of(), database.lookUp(InetAddress.ofLiteral("198.51.101.7")));
      assertEquals(Map.of(), database.lookUp(InetAddress.ofLiteral("2001:db8::1")));
    }
  }

  @Test
  void otherTypes_areLeftOut() throws Exception {
    var file =
        file(
            "odd.mmdb",
            Map.of("autonomous_system_number", "x", "country", "DE", "location", Map.of()));
    try (var database = AddressDatabase.open(List.of(file))) {
      assertEquals(Map.of(), database.lookUp(InetAddress.ofLiteral("198.51.100.7")));
    }
  }

  @Test
  void fileOfAnotherFormat_isNamed() throws Exception {
    var file = Files.writeString(folder.resolve("other"), "no database");
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> AddressDatabase.open(List.of(file)));
    assertTrue(
        String.valueOf(refusal.getMessage()).startsWith("expected an MMDB file, got: " + file));
  }

  private Path file(String name, Map<String, Object> entry) throws Exception {
    return MmdbFile.write(folder.resolve(name), "198.51.100.0", 24, entry);
  }
}

package dev.parallax.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packages of a folder, and the advertised address. */
final class AgentPackagesTest {
  private static final String SUM = "0123456789abcdef".repeat(4);
  @TempDir Path folder;

  @Test
  void packagesOfTheAgentAreListed_andNothingElse() throws IOException {
    Files.createFile(folder.resolve("parallax-agent_1.2.3_amd64.deb"));
    Files.createFile(folder.resolve("parallax_1.2.3_amd64.deb"));
    sums("parallax-agent_1.2.3_amd64.deb", "parallax_1.2.3_amd64.deb", "../key.pem");
    var packages = AgentPackages.read(folder);
    assertEquals(Optional.of("1.2.3"), packages.version());
    assertEquals(SUM + "  parallax-agent_1.2.3_amd64.deb\n", packages.sumsText());
    assertEquals(Optional.empty(), packages.file("parallax_1.2.3_amd64.deb"));
    assertEquals(Optional.empty(), packages.file("../key.pem"));
  }

  @Test
  void folderWithoutSums_ofTwoVersions_orWithALink_isRefusedByName() throws IOException {
    refused("cannot be read");
    sums("other");
    refused("of one version, got versions: []");
    Files.createFile(folder.resolve("parallax-agent_1.2.3_amd64.deb"));
    Files.createFile(folder.resolve("parallax-agent_1.2.4_arm64.deb"));
    sums("parallax-agent_1.2.3_amd64.deb", "parallax-agent_1.2.4_arm64.deb");
    refused("got versions: [1.2.3, 1.2.4]");
    Files.createSymbolicLink(
        folder.resolve("parallax-agent_1.2.3_arm64.deb"), Path.of("/etc/passwd"));
    sums("parallax-agent_1.2.3_arm64.deb");
    refused("expected a regular file");
  }

  @ParameterizedTest
  @CsvSource({
    "coordinator.example,coordinator.example:7443",
    "192.0.2.7:443,192.0.2.7:443",
    "[2001:db8::7],[2001:db8::7]:7443",
    "[2001:db8::7]:8443,[2001:db8::7]:8443"
  })
  void advertisedAddress_isHostAndPort(String text, String printed) {
    assertEquals(printed, AdvertisedAddress.parse(text).withPort(7_443).toString());
  }

  @ParameterizedTest
  @CsvSource({"''", "a b", "a;b", "$(id)", "a:0", "a:70000", "2001:db8::7", "-a", "a'b"})
  void advertisedAddress_ofAnotherForm_isRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> AdvertisedAddress.parse(text));
  }

  private void sums(String... names) throws IOException {
    var lines = new StringBuilder();
    for (var name : names) {
      lines.append(SUM).append("  ").append(name).append('\n');
    }
    Files.writeString(folder.resolve("SHA256SUMS"), lines);
  }

  private void refused(String words) {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> AgentPackages.read(folder)).getMessage();
    assertTrue(String.valueOf(refusal).contains(words), refusal);
  }
}

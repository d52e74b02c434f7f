package dev.parallax.agent.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.link.TestAuthority;
import dev.parallax.keys.Pem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostFactsTest {
  @TempDir private Path folder;

  @Test
  void aCaBundleIsCountedAndFingerprinted() throws Exception {
    var bundle = folder.resolve("ca.pem");
    var pem = Pem.of(TestAuthority.make("one").certificate());
    Files.writeString(bundle, pem + pem);
    var later = Files.getLastModifiedTime(bundle).toInstant().plus(Duration.ofDays(3));
    var facts =
        HostFacts.collect(
            Optional.of(bundle),
            Optional.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), 53)),
            Map.of("HTTPS_PROXY", "http://user:secret@proxy:3128"),
            Clock.fixed(later, ZoneOffset.UTC));
    assertEquals("configured", facts.get("ca_bundle"));
    assertEquals("2", facts.get("ca_bundle_certificates"));
    assertEquals("3 days", facts.get("ca_bundle_age"));
    assertTrue(String.valueOf(facts.get("ca_bundle_sha256")).matches("[0-9a-f]{16}"));
    assertEquals("127.0.0.9:53", facts.get("resolver"));
    assertEquals("HTTPS_PROXY; http direct, https through a proxy", facts.get("proxy"));
    assertTrue(String.valueOf(facts.get("tls_library")).contains("BoringSSL"), facts.toString());
    assertTrue(String.valueOf(facts.get("agent_version")).matches("[0-9.]+"), facts.toString());
  }

  @Test
  void theKernelSaysWhatItAllows_andDoctorShowsItLast() {
    var facts = HostFacts.collect(Optional.empty(), Optional.empty(), Map.of(), Clock.systemUTC());
    for (var fact : List.of("capture", "icmp_echo", "hop_addresses")) {
      assertTrue(facts.getOrDefault(fact, "").matches("yes|.*(EPERM|EACCES).*"), facts.toString());
    }
    assertTrue(facts.getOrDefault("time_synchronised", "").matches("yes|no"), facts.toString());
    var names = List.copyOf(HostFacts.ordered(facts).keySet());
    assertEquals(facts.keySet(), Set.copyOf(names));
    assertEquals("agent_version", names.getFirst());
    assertEquals("hop_addresses", names.getLast());
  }

  @Test
  void anUnreadableCaBundleIsAFactAndNoError() {
    var absent = folder.resolve("absent.pem");
    var facts =
        HostFacts.collect(Optional.of(absent), Optional.empty(), Map.of(), Clock.systemUTC());
    assertEquals("does not exist", facts.get("ca_bundle_error"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"absent.pem", "empty.pem", "text.pem", "folder.pem"})
  void noFactNamesAHostAPathOrACredential(String file) throws Exception {
    Files.writeString(folder.resolve("empty.pem"), "");
    Files.writeString(folder.resolve("text.pem"), "-----BEGIN CERTIFICATE-----\nsecret\n");
    Files.createDirectory(folder.resolve("folder.pem"));
    var environment =
        Map.of(
            "https_proxy", "http://user:secret@proxy.corp.example:3128",
            "HTTP_PROXY", "secret@10.9.8.7:3128",
            "NO_PROXY", "vault.corp.example,10.9.8.7",
            "SSL_CERT_FILE", folder.resolve(file).toString());
    var facts =
        HostFacts.collect(
            Optional.empty(),
            Optional.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), 53)),
            environment,
            Clock.systemUTC());
    for (var hidden : List.of("corp", "secret", "user", "10.9.8.7", "3128", folder.toString())) {
      facts.forEach((fact, value) -> assertFalse(value.contains(hidden), fact + "=" + value));
    }
    assertEquals("SSL_CERT_FILE", facts.get("ca_bundle"));
    assertTrue(facts.containsKey("ca_bundle_error"), facts.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https_proxy | https_proxy; http direct, https through a proxy",
        "HTTP_PROXY  | HTTP_PROXY; http through a proxy, https direct",
        "all_proxy   | all_proxy; http through a proxy, https through a proxy",
        "NO_PROXY    | NO_PROXY; http direct, https direct",
      })
  void theProxyVariablesAreNamedAndTheirValuesAreNot(String name, String fact) {
    var environment = Map.of(name, "http://user:p@ss@proxy:3128", "PATH", "/bin", "ftp_proxy", "x");
    assertEquals(Optional.of(fact), ProxyVariables.fact(environment));
  }

  @Test
  void aBlankProxyVariableIsUnset() {
    assertEquals(Optional.empty(), ProxyVariables.fact(Map.of("https_proxy", " ", "PATH", "/")));
  }
}

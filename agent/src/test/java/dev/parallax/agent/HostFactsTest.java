package dev.parallax.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.link.Pem;
import dev.parallax.agent.link.TestAuthority;
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
    assertEquals(bundle.toString(), facts.get("ca_bundle"));
    assertEquals("2", facts.get("ca_bundle_certificates"));
    assertEquals("3 days", facts.get("ca_bundle_age"));
    assertTrue(String.valueOf(facts.get("ca_bundle_sha256")).matches("[0-9a-f]{16}"));
    assertEquals("127.0.0.9:53", facts.get("resolver"));
    assertEquals("HTTPS_PROXY=http://***@proxy:3128", facts.get("proxy"));
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
    assertEquals(
        "CA bundle " + absent + " cannot be read: " + absent + " does not exist",
        facts.get("ca_bundle_error"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://proxy:3128, http://proxy:3128",
    "http://user:p@ss@proxy:3128, http://***@proxy:3128",
    "user:secret@proxy:3128, ***@proxy:3128",
    "socks5h://u@[::1]:1, socks5h://***@[::1]:1",
  })
  void credentialsOfProxiesAreNotShown(String value, String shown) {
    assertEquals(
        List.of("all_proxy=" + shown),
        ProxyVariables.of(Map.of("all_proxy", value, "PATH", "/bin", "http_proxy", " ")));
  }
}

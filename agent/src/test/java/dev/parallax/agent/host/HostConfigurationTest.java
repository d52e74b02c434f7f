package dev.parallax.agent.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.link.TestAuthority;
import dev.parallax.keys.Pem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a host that change between two readings. */
class HostConfigurationTest {
  @TempDir private Path folder;
  private HostFiles files;

  @BeforeEach
  void write() throws Exception {
    files =
        new HostFiles(
            folder.resolve("resolv.conf"),
            folder.resolve("hosts"),
            folder.resolve("hostname"),
            folder.resolve("route"),
            folder.resolve("ipv6_route"));
    Files.writeString(files.resolvConf(), "nameserver 192.0.2.1\n");
    Files.writeString(files.hostName(), "box.lan\n");
  }

  @Test
  void resolverConfiguration_isThatOfNow() throws Exception {
    var host = host(HostConfiguration.Overrides.NONE, Map.of());
    assertEquals("[/192.0.2.1:53]", host.get().config().resolver().servers().toString());
    assertEquals(List.of("lan"), host.get().config().resolver().search());
    Files.writeString(files.resolvConf(), "nameserver 192.0.2.2\nsearch corp.example\n");
    var now = host.get();
    assertEquals("[/192.0.2.2:53]", now.config().resolver().servers().toString());
    assertEquals(List.of("corp.example"), now.config().resolver().search());
    assertEquals("192.0.2.2", now.facts().get("resolver"));
    assertEquals("search corp.example", now.facts().get("resolver_options"));
    Files.delete(files.resolvConf());
    assertEquals("[/127.0.0.1:53]", host.get().config().resolver().servers().toString());
  }

  @Test
  void hostsFile_isThatOfNow() throws Exception {
    var host = host(HostConfiguration.Overrides.NONE, Map.of());
    assertEquals(List.of(), host.get().config().hosts().addresses("shop.example"));
    assertEquals("none", host.get().facts().get("hosts_file"));
    Files.writeString(files.hosts(), "192.0.2.7 shop.example\n");
    var now = host.get();
    assertEquals("[/192.0.2.7]", now.config().hosts().addresses("shop.example").toString());
    assertTrue(now.facts().getOrDefault("hosts_file", "").startsWith("1 names "), now::toString);
  }

  @Test
  void caBundle_isThatOfNow_andAMissingBundleTrustsNothing() throws Exception {
    var bundle = folder.resolve("ca.pem");
    var host = host(HostConfiguration.Overrides.NONE, Map.of("SSL_CERT_FILE", bundle.toString()));
    assertEquals(List.of(), host.get().config().trusted());
    assertEquals("does not exist", host.get().facts().get("ca_bundle_error"));
    var authority = TestAuthority.make("one").certificate();
    Files.writeString(bundle, Pem.of(authority));
    assertEquals(List.of(authority), host.get().config().trusted());
    assertEquals("1", host.get().facts().get("ca_bundle_certificates"));
    Files.delete(bundle);
    assertEquals(List.of(), host.get().config().trusted());
  }

  @Test
  void configuredBundle_mustBeThereAtTheStart() {
    var absent = folder.resolve("absent.pem");
    var overrides =
        new HostConfiguration.Overrides(Optional.empty(), Optional.empty(), Optional.of(absent));
    var host = host(overrides, Map.of());
    var failed = assertThrows(IllegalArgumentException.class, host::checked);
    assertTrue(String.valueOf(failed.getMessage()).startsWith(absent.toString()));
    assertEquals(List.of(), host.get().config().trusted());
  }

  @Test
  void configuredResolver_replacesTheHostsNames() throws Exception {
    Files.writeString(files.hosts(), "192.0.2.7 shop.example\n");
    var resolver = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.53"), 5353);
    var overrides =
        new HostConfiguration.Overrides(Optional.empty(), Optional.of(resolver), Optional.empty());
    var now = host(overrides, Map.of()).get();
    assertEquals(List.of(resolver), now.config().resolver().servers());
    assertEquals(List.of(), now.config().hosts().addresses("shop.example"));
    assertEquals("192.0.2.53:5353", now.facts().get("resolver"));
  }

  @Test
  void defaultRoutes_areFacts() throws Exception {
    Files.writeString(
        files.routes4(),
        """
        Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
        wlan9\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
        eth9\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
        eth9\t0002000A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
        """);
    Files.writeString(
        files.routes6(),
        "0".repeat(32)
            + " 00 "
            + "0".repeat(32)
            + " 00 "
            + "0".repeat(32)
            + " 00000400 00000001 00000000 00000001     tun9\n"
            + "0".repeat(32)
            + " 00 "
            + "0".repeat(32)
            + " 00 "
            + "0".repeat(32)
            + " ffffffff 00000001 00000000 00200200       lo\n");
    var facts = host(HostConfiguration.Overrides.NONE, Map.of()).get().facts();
    assertEquals("eth9 through 192.0.2.1", facts.get("default_route_ipv4"));
    assertEquals("tun9", facts.get("default_route_ipv6"));
    Files.writeString(files.routes4(), "Iface\tDestination\ngarbage\n");
    assertEquals(
        "none",
        host(HostConfiguration.Overrides.NONE, Map.of()).get().facts().get("default_route_ipv4"));
  }

  private HostConfiguration host(
      HostConfiguration.Overrides overrides, Map<String, String> environment) {
    return new HostConfiguration(files, overrides, environment, Clock.systemUTC());
  }
}

package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.peer.DnsResponder;
import dev.parallax.peer.PeerLoop;
import dev.parallax.peer.TlsOrigin;
import dev.parallax.stage.Authority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A site that answers over IPv6 and refuses over IPv4, and a site without IPv6, requested by
 * family.
 */
final class FamilyTest {
  private static final String BOTH = "both.example.test";
  private static final String FOUR = "four.example.test";
  private static final String REFERENCE = "reference.example.test";
  private static final InetAddress OPEN = InetAddress.ofLiteral("127.200.11.1");
  private static final InetAddress CLOSED = InetAddress.ofLiteral("127.200.11.2");
  private static final InetAddress SIX = InetAddress.ofLiteral("::1");

  @TempDir static Path folder;
  private static PeerLoop loop = new PeerLoop();
  private static Site site;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(loopbackSpeaksIpv6(), "skipped: this host has no ::1");
    var authority = new Authority(Instant.now());
    port = origin(authority, new InetSocketAddress(SIX, 0)).getPort();
    origin(authority, new InetSocketAddress(OPEN, port));
    var names =
        DnsResponder.startWithLists(
            loop,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Map.of(
                BOTH, List.of(CLOSED, SIX), FOUR, List.of(CLOSED), REFERENCE, List.of(OPEN, SIX)));
    var bundle = Files.writeString(folder.resolve("ca.pem"), authority.pem()).toString();
    site = Site.start(folder, "--reference", target(REFERENCE));
    for (var name : List.of("a1", "b1")) {
      var resolver = "127.0.0.1:" + names.getPort();
      site.agent(name, "--ca-bundle", bundle, "--resolver", resolver, "--allow", "::1/128");
    }
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
    loop.close();
  }

  @Test
  void six_isHealthyAndAsksNothingElse() throws Exception {
    var report = sweep(0, "-6", target(BOTH));

    assertEquals("ipv6", report.path("family").asText());
    assertEquals(List.of("HEALTHY"), blames(report));
    assertEquals(Set.of(SIX.getHostAddress()), addresses(report));
  }

  @Test
  void four_isRefused() throws Exception {
    var report = sweep(1, "-4", target(BOTH));

    assertEquals(List.of("ORIGIN"), blames(report));
    assertEquals(Set.of(CLOSED.getHostAddress(), OPEN.getHostAddress()), addresses(report));
  }

  @Test
  void six_ofANameWithoutIpv6_isNobodysFault() throws Exception {
    var report = sweep(4, "-6", target(FOUR));

    assertEquals(List.of("INCONCLUSIVE"), blames(report));
    assertTrue(report.path("exitReason").asText().endsWith("no IPv6 address"), report::toString);
  }

  @Test
  void agentAlone() {
    var ended =
        Program.run(
            Program.AGENT, folder, "probe", "-6", "https://192.0.2.1", "--allow", "::1/128");

    assertEquals(2, ended.exit(), ended::toString);
    assertEquals(
        "-6: expected a name or an IPv6 address, got: https://192.0.2.1", ended.complaint());
  }

  private static JsonNode sweep(int exit, String family, String target) throws Exception {
    var file = folder.resolve("sweep.json").toString();
    var ended = site.here("sweep", family, target, "-o", "text", "-o", "json=" + file);
    assertEquals(exit, ended.exit(), ended::toString);
    var title = family.equals("-6") ? "Only IPv6 addresses" : "Only IPv4 addresses";
    assertTrue(ended.out().contains(title), ended::out);
    var report = new JsonMapper().readTree(Files.readString(Path.of(file)));
    assertEquals(blames(report), blames(attributedAgain(file)));
    return report;
  }

  private static JsonNode attributedAgain(String json) throws Exception {
    var again = CommandHere.run(Program.PARALLAX, "attribute", json, "-o", "json");
    var report = new JsonMapper().readTree(again.out());
    assertTrue(report.hasNonNull("family"), again::toString);
    return report;
  }

  private static List<String> blames(JsonNode report) {
    return report
        .path("targets")
        .valueStream()
        .map(target -> target.path("verdicts").path(0).path("blame").asText())
        .toList();
  }

  private static Set<String> addresses(JsonNode report) {
    return report
        .path("targets")
        .valueStream()
        .flatMap(target -> target.path("results").valueStream())
        .filter(result -> result.hasNonNull("address"))
        .map(result -> result.path("address").asText())
        .collect(Collectors.toSet());
  }

  private static InetSocketAddress origin(Authority authority, InetSocketAddress at)
      throws Exception {
    var now = Instant.now();
    var hour = Duration.ofHours(1);
    return TlsOrigin.start(
        loop,
        at,
        authority.issue(REFERENCE, now.minus(hour), now.plus(hour)),
        Map.of(BOTH, authority.issue(BOTH, now.minus(hour), now.plus(hour))),
        Clock.systemUTC());
  }

  private static String target(String name) {
    return "https://" + name + ":" + port;
  }

  private static boolean loopbackSpeaksIpv6() {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(SIX, 0));
      return true;
    } catch (IOException none) {
      return false;
    }
  }
}

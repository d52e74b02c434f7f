package dev.parallax.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.peer.PeerLoop;
import dev.parallax.peer.TlsOrigin;
import dev.parallax.stage.Authority;
import dev.parallax.stage.InstalledFleet;
import dev.parallax.stage.LogTail;
import dev.parallax.stage.Member;
import dev.parallax.stage.Processes;
import dev.parallax.stage.Programs;
import dev.parallax.stage.ServerIdentity;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The distributions of {@code deploy/target} watch a target, each on the Java runtime it ships: the
 * certificate of the target expires and is replaced. This module depends on the distributions, so
 * that {@code mvn verify} assembles them before. Measured: 71 s on two cores at a load average of
 * 9.
 */
@Timeout(240)
final class PackagedWatchTest {
  private static final Path TARGET = Path.of("../../target").toAbsolutePath().normalize();
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration MESSAGE = Duration.ofSeconds(90);

  private static final String HOST = "shop.example.test";
  private static final String REFERENCE = "reference.example.test";
  private static final String ORIGIN = "127.200.9.2";

  private final Instant now = Instant.now();

  @TempDir Path folder;

  @BeforeEach
  void requireDistributions() {
    for (var program : List.of("parallax", "parallax-agent")) {
      assumeTrue(
          Files.isExecutable(TARGET.resolve(program).resolve("bin").resolve(program)),
          "no program " + program + " in " + TARGET + "; mvn package assembles it");
    }
  }

  @Test
  void expiredCertificate_isReportedOnceAndClosedOnce() throws Exception {
    var authority = new Authority(now);
    try (var receiver = new WebhookReceiver();
        var reference = new PeerLoop();
        var processes = new Processes()) {
      var site = origin(reference, 0, authority.issue(REFERENCE, hoursFromNow(-9), inSixtyDays()));
      int port;
      try (var broken = new PeerLoop()) {
        port =
            origin(broken, 0, authority.issue(HOST, hoursFromNow(-9), hoursFromNow(-1))).getPort();
        watch(processes, authority, site.getPort(), port, receiver);
        checkOpened(next(receiver), port);
      }
      try (var repaired = new PeerLoop()) {
        origin(repaired, port, authority.issue(HOST, hoursFromNow(-9), inSixtyDays()));
        var closed = next(receiver);
        assertEquals("resolved", closed.path("status").asText(), closed::toString);
      }
      assertTrue(receiver.isEmpty());
    }
  }

  private void watch(
      Processes processes, Authority authority, int reference, int port, WebhookReceiver receiver)
      throws Exception {
    var bundle = Files.writeString(folder.resolve("ca.pem"), authority.pem()).toString();
    var file = Files.writeString(folder.resolve("watch.yaml"), watchFile(port, receiver.url()));
    var programs = Programs.in(TARGET);
    var fleet =
        new InstalledFleet(programs, processes, List.of(), folder, READY, Clock.systemUTC());
    fleet.start(
        List.of(
            "--listen",
            "127.0.0.1:0",
            "--watch",
            file.toString(),
            "--reference",
            "https://" + REFERENCE + ":" + reference + "@" + ORIGIN,
            "--own-resolver",
            "127.0.0.1:9",
            "--ca-bundle",
            bundle),
        List.of(member("a1", bundle), member("b1", bundle)));
  }

  /** Two vantages: the failures of a single vantage have no verdict. */
  private static Member member(String name, String bundle) {
    return new Member(
        name,
        Map.of("isp", name),
        List.of("--allow", "127.0.0.0/8", "--resolver", "127.0.0.1:9", "--ca-bundle", bundle),
        List.of());
  }

  private JsonNode next(WebhookReceiver receiver) throws Exception {
    return receiver
        .next(MESSAGE)
        .orElseThrow(
            () ->
                new AssertionError(
                    "no notification within "
                        + MESSAGE
                        + "; the end of the coordinator's log:\n"
                        + LogTail.of(folder.resolve("coordinator.log"))));
  }

  private static String watchFile(int port, String url) {
    return """
    routes:
      ops:
        type: webhook
        url: %s
    watches:
      - target: %s
        interval: 10s
        routes: [ops]
    """
        .formatted(url, target(port));
  }

  private static void checkOpened(JsonNode opened, int port) {
    assertEquals("firing", opened.path("status").asText(), opened::toString);
    var labels = opened.path("alerts").path(0).path("labels");
    assertEquals(target(port), labels.path("target").asText(), opened::toString);
    assertEquals("ORIGIN", labels.path("blame").asText(), opened::toString);
    assertEquals("O3 certificate_invalid", labels.path("cause").asText(), opened::toString);
  }

  private static InetSocketAddress origin(PeerLoop loop, int port, ServerIdentity identity)
      throws Exception {
    return TlsOrigin.start(
        loop, new InetSocketAddress(ORIGIN, port), identity, Map.of(), Clock.systemUTC());
  }

  private Instant hoursFromNow(int hours) {
    return now.plus(Duration.ofHours(hours));
  }

  private Instant inSixtyDays() {
    return now.plus(Duration.ofDays(60));
  }

  private static String target(int port) {
    return "https://" + HOST + ":" + port + "@" + ORIGIN;
  }
}

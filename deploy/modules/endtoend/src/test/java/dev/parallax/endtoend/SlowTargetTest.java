package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parallax.peer.Interference;
import dev.parallax.peer.PeerLoop;
import dev.parallax.peer.Relay;
import dev.parallax.peer.TlsOrigin;
import dev.parallax.stage.Authority;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A watched target becomes slow at TLS: the next sweep names the step beside its own history.
 * Twelve looks, one in 10 s, make a history.
 */
@Timeout(400)
final class SlowTargetTest {
  private static final String NAME = "shop.example.test";
  private static final String REFERENCE = "reference.example.test";
  private static final Duration PATIENCE = Duration.ofSeconds(240);
  private static final Duration DELAY = Duration.ofMillis(900);

  @TempDir Path folder;

  @Test
  void aHandshakeOutsideItsHistory_isNamed_andDerivedAgainFromTheDocument() throws Exception {
    try (var loop = new PeerLoop()) {
      var authority = new Authority(Instant.now());
      var origin = origin(loop, authority);
      var delay = new AtomicReference<>(Duration.ZERO);
      var target = target(NAME, Relay.start(loop, at("127.203.8.1"), origin, late(delay)));
      var bundle = Files.writeString(folder.resolve("ca.pem"), authority.pem()).toString();
      var watch =
          Files.writeString(
              folder.resolve("watch.yaml"),
              "watches:\n  - target: " + target + "\n    interval: 10s\n");
      try (var site =
          Site.start(
              folder, "--reference", target(REFERENCE, origin), "--watch", watch.toString())) {
        site.agent("a1", "--ca-bundle", bundle);
        site.agent("b1", "--ca-bundle", bundle);
        awaitHistory(site, target);

        delay.set(DELAY);
        var json = folder.resolve("slow.json");
        var ended = site.parallax("sweep", target, "-o", "text", "-o", "json=" + json);

        assertEquals(0, ended.exit(), ended::toString);
        assertTrue(ended.out().contains("but slow at "), ended::out);
        assertTrue(ended.out().contains("the TLS handshake"), ended::out);
        assertTrue(ended.out().contains("that points to the server"), ended::out);
        var report = read(json);
        assertEquals("HEALTHY", verdict(report).path("blame").asText());
        var slow = slow(report);
        assertEquals("tls", slow.at("/parameters/step").asText(), slow::toString);
        assertEquals("everywhere", slow.at("/parameters/place").asText(), slow::toString);
        var again =
            Program.run(Program.PARALLAX, folder, "attribute", json.toString(), "-o", "json");
        assertEquals(verdict(report), verdict(new JsonMapper().readTree(again.out())));
      }
    }
  }

  /** Sweeps, which are no looks, until the history of each vantage has enough looks. */
  private void awaitHistory(Site site, String target) throws Exception {
    var json = folder.resolve("usual.json");
    var end = Instant.now().plus(PATIENCE);
    JsonNode report;
    do {
      assertTrue(Instant.now().isBefore(end), "no history within " + PATIENCE);
      var ended = site.here("sweep", target, "-o", "json=" + json);
      assertEquals(0, ended.exit(), ended::toString);
      report = read(json);
    } while (timed(report) < 2);
    assertTrue(slow(report).isMissingNode(), report::toPrettyString);
  }

  /** The vantages with a history of the handshake. */
  private static long timed(JsonNode report) {
    return report
        .at("/targets/0/history/vantages")
        .valueStream()
        .filter(
            vantage ->
                vantage
                    .path("steps")
                    .valueStream()
                    .anyMatch(step -> step.path("step").asText().equals("tls")))
        .count();
  }

  private static JsonNode verdict(JsonNode report) {
    return report.at("/targets/0/verdicts/0");
  }

  private static JsonNode slow(JsonNode report) {
    return verdict(report)
        .path("evidence")
        .valueStream()
        .filter(found -> found.path("kind").asText().equals("slower_than_history"))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static JsonNode read(Path file) throws Exception {
    return new JsonMapper().readTree(Files.readString(file));
  }

  private static Interference late(AtomicReference<Duration> delay) {
    return Interference.late(delay::get);
  }

  private static InetSocketAddress origin(PeerLoop loop, Authority authority) throws Exception {
    var now = Instant.now();
    var hour = Duration.ofHours(1);
    return TlsOrigin.start(
        loop,
        at("127.203.9.1"),
        authority.issue(REFERENCE, now.minus(hour), now.plus(hour)),
        Map.of(NAME, authority.issue(NAME, now.minus(hour), now.plus(hour))),
        Clock.systemUTC());
  }

  private static InetSocketAddress at(String address) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), 0);
  }

  private static String target(String name, InetSocketAddress at) {
    return "https://%s:%d@%s".formatted(name, at.getPort(), at.getAddress().getHostAddress());
  }
}

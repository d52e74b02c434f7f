package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.peer.PeerLoop;
import dev.parallax.peer.TlsOrigin;
import dev.parallax.stage.Authority;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A middlebox on one vantage's path resets a name at both sides, towards the origin and towards
 * another agent. That agent and the vantage both received a reset, and neither sent it: proof
 * without a capture. Isolated: an agent that is late weakens the verdict.
 */
@Isolated
final class BothEndsTest {
  private static final String NAME = "shop.example.test";
  private static final String REFERENCE = "reference.example.test";
  private static final InetAddress ORIGIN = InetAddress.ofLiteral("127.201.9.1");
  private static final InetAddress BOX = InetAddress.ofLiteral("127.201.8.1");
  private static final String CENSORED = "127.201.1.1";
  private static final String ANSWERING = "127.201.1.2";
  private static final String FREE = "127.201.1.3";

  @TempDir Path folder;

  @Test
  void aNameResetAtBothEndsBetweenTwoAgents_isProof() throws Exception {
    var source = InetAddress.ofLiteral(CENSORED);
    var port = Site.closedPort();
    var responder = new InetSocketAddress(InetAddress.ofLiteral(ANSWERING), port);
    try (var loop = new PeerLoop()) {
      var authority = new Authority(Instant.now());
      var origin = origin(loop, authority);
      var bundle = Files.writeString(folder.resolve("ca.pem"), authority.pem()).toString();
      try (var way = CensoringRelay.start(new InetSocketAddress(BOX, 0), origin, source, NAME);
          var other =
              CensoringRelay.start(new InetSocketAddress(BOX, port), responder, source, NAME);
          var site = Site.start(folder, "--reference", target(REFERENCE, origin))) {
        agent(site, "a1", CENSORED, bundle);
        agent(site, "b1", ANSWERING, bundle, "--responder", text(other.address()));
        agent(site, "c1", FREE, bundle);
        var json = folder.resolve("sweep.json").toString();

        var ended =
            site.here("sweep", target(NAME, way.address()), "-o", "text", "-o", "json=" + json);

        assertEquals(1, ended.exit(), ended::toString);
        assertTrue(
            ended
                .out()
                .replaceAll("\\s+", " ")
                .contains(
                    "3 of 3 connections between a1 and the agent at b1 were reset at both ends, and"
                        + " neither end sent a reset"),
            ended::out);
        var sweep = new JsonMapper().readTree(Files.readString(Path.of(json)));
        var verdict = sweep.at("/targets/0/verdicts/0");
        assertEquals("PATH P1 proof", said(verdict), ended::out);
        assertEquals(3, resetsSeen(sweep), sweep::toPrettyString);
      }
    }
  }

  private static void agent(Site site, String name, String address, String bundle, String... more) {
    var options = new ArrayList<>(List.of(more));
    options.addAll(List.of("--bind", address, "--ca-bundle", bundle, "--opt-in", "responder"));
    site.agent(name, options.toArray(String[]::new));
  }

  private static InetSocketAddress origin(PeerLoop loop, Authority authority) throws Exception {
    var now = Instant.now();
    var hour = Duration.ofHours(1);
    return TlsOrigin.start(
        loop,
        new InetSocketAddress(ORIGIN, 0),
        authority.issue(REFERENCE, now.minus(hour), now.plus(hour)),
        Map.of(NAME, authority.issue(NAME, now.minus(hour), now.plus(hour))),
        Clock.systemUTC());
  }

  private static long resetsSeen(JsonNode sweep) {
    return sweep
        .path("sightings")
        .valueStream()
        .filter(seen -> seen.path("ending").asText().equals("reset_by_peer"))
        .filter(seen -> seen.path("serverName").asText().equals(NAME))
        .count();
  }

  private static String said(JsonNode verdict) {
    return "%s %s %s"
        .formatted(
            verdict.path("blame").asText(),
            verdict.path("hypothesis").asText(),
            verdict.path("grade").asText());
  }

  private static String target(String name, InetSocketAddress at) {
    return "https://%s:%d@%s".formatted(name, at.getPort(), at.getAddress().getHostAddress());
  }

  private static String text(InetSocketAddress at) {
    return at.getAddress().getHostAddress() + ":" + at.getPort();
  }
}

package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.agent.path.Capability;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that resets its clients, and an agent on its host that watches it do so. The clients
 * live on that host too, so that the verdict must do without the witness.
 */
final class InsideWitnessTest {
  private static final String NAME = "shop.example.test";
  private static final String REFERENCE = "reference.example.test";
  private static final Map<String, String> VANTAGES =
      Map.of("a1", "127.202.1.1", "b1", "127.202.1.2", "i1", "127.202.1.3");

  @TempDir Path folder;

  @Test
  void theHostsOwnReset_isSeen_andSaysNothingWhereAllShareTheHost() throws Exception {
    var capability = Capability.capture();
    assumeTrue(capability.isThere(), () -> capability.missing().orElse(""));
    try (var loop = new PeerLoop()) {
      var authority = new Authority(Instant.now());
      var sound = origin(loop, authority);
      var service =
          Relay.start(loop, at("127.202.8.1"), sound, Interference.resetName(everyone(), NAME));
      var bundle = Files.writeString(folder.resolve("ca.pem"), authority.pem()).toString();
      try (var site = Site.start(folder, "--reference", target(REFERENCE, sound))) {
        VANTAGES.forEach(
            (name, address) ->
                site.agent(name, "--bind", address, "--ca-bundle", bundle, "--opt-in", "capture"));
        var json = folder.resolve("sweep.json").toString();

        var ended =
            site.here(
                "sweep",
                target(NAME, service),
                "--inside",
                "i1",
                "-o",
                "text",
                "-o",
                "json=" + json);

        assertEquals(1, ended.exit(), ended::toString);
        assertFalse(ended.out().contains("the origin's own host"), ended::out);
        var sweep = new JsonMapper().readTree(Files.readString(Path.of(json)));
        var verdict = sweep.at("/targets/0/verdicts/0");
        assertEquals("ORIGIN", verdict.path("blame").asText());
        assertEquals("O5", verdict.path("hypothesis").asText());
        assertTrue(
            sweep
                .path("sightings")
                .valueStream()
                .anyMatch(
                    seen ->
                        seen.path("means").asText().equals("capture")
                            && seen.path("ending").asText().equals("reset_here")
                            && seen.path("serverName").asText().equals(NAME)),
            sweep.path("sightings")::toPrettyString);
      }
    }
  }

  private static Set<InetAddress> everyone() {
    return VANTAGES.values().stream().map(InetAddress::ofLiteral).collect(Collectors.toSet());
  }

  private static InetSocketAddress origin(PeerLoop loop, Authority authority) throws Exception {
    var now = Instant.now();
    var hour = Duration.ofHours(1);
    return TlsOrigin.start(
        loop,
        at("127.202.9.1"),
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

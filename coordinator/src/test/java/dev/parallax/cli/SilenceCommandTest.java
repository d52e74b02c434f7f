package dev.parallax.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.coordinator.Coordinator;
import dev.parallax.coordinator.CoordinatorConfig;
import dev.parallax.coordinator.StoreConfig;
import dev.parallax.fleet.place.AddressDatabase;
import dev.parallax.installer.AgentPackages;
import dev.parallax.installer.InstallerConfig;
import dev.parallax.store.retention.RetentionPolicy;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.watch.file.WatchFile;
import dev.parallax.watch.route.HttpPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code parallax watch silence}, {@code unsilence} and {@code replay} at a coordinator. */
@Timeout(60)
final class SilenceCommandTest {
  @TempDir private Path folder = Path.of("");

  private Coordinator coordinator(Path file) throws Exception {
    return Coordinator.start(
        new CoordinatorConfig(
            folder.resolve("data"),
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
            new SweepSettings(List.of(), List.of(), Optional.empty()),
            Optional.empty(),
            StoreConfig.DEFAULT,
            Optional.empty(),
            Optional.empty(),
            new InstallerConfig(Optional.empty(), AgentPackages.NONE),
            AddressDatabase.NONE,
            Optional.of(WatchFile.open(file)),
            RetentionPolicy.DEFAULT,
            Optional.empty(),
            List.of(),
            Optional.empty()),
        Clock.systemUTC());
  }

  @Test
  void aTargetIsSilencedAndUnsilenced_andMistakesAreNamed() throws Exception {
    var file = folder.resolve("watch.yaml");
    Files.writeString(file, "watches: [{target: shop.example, interval: 1h}]");
    var data = folder.resolve("data").toString();
    var terminal = new Terminal();
    try (var running = coordinator(file)) {
      assertTrue(running.address().startsWith("127.0.0.1:"));
      int code =
          terminal.run(
              "watch", "silence", "shop.example", "--for", "4h", "--reason", "why", "--data", data);
      assertEquals(0, code, terminal.err());
      assertTrue(terminal.err().contains("shop.example is silenced until 2"), terminal.err());
      assertEquals(2, terminal.run("watch", "silence", "shop.example", "--data", data));
      assertTrue(terminal.err().contains("1 to 200 characters, got: 0"), terminal.err());
      code = terminal.run("watch", "silence", "x.example", "--reason", "why", "--data", data);
      assertEquals(2, code);
      assertTrue(terminal.err().contains("expected a watched target, got: https://x.example"));
      assertEquals(0, terminal.run("watch", "unsilence", "shop.example", "--data", data));
      assertTrue(terminal.run("watch", "unsilence", "shop.example", "--data", data) > 0);
      assertTrue(terminal.err().contains("expected a silenced target"), terminal.err());
      assertEquals(0, terminal.run("watch", "replay", file.toString(), "--data", data));
      assertTrue(terminal.err().contains("watches: 1, stored sweeps: 0, messages: 0"));
    }
  }

  @Test
  void aWatchIsAdded_changed_paused_andRemoved_inTheFileOfTheCoordinator() throws Exception {
    var file = folder.resolve("watch.yaml");
    var before = "# ours\nwatches:\n  - {target: shop.example, interval: 1h} # main\n";
    Files.writeString(file, before);
    try (var running = coordinator(file)) {
      assertTrue(running.address().startsWith("127.0.0.1:"));
      var said = ok("add", "b.example status=200", "--interval", "10m", "--level", "origin");
      assertTrue(said.contains("the watch of b.example status=200 is added"), said);
      var added = "  - target: \"b.example status=200\"\n    interval: 10m\n    level: origin\n";
      assertEquals(before + added, Files.readString(file));
      ok("edit", "b.example", "--level", "default", "--expiry-days", "30,5");
      ok("pause", "b.example");
      assertTrue(Files.readString(file).endsWith("    expiry-days: [30, 5]\n    paused: true\n"));
      assertTrue(failing(2, "edit", "b.example", "--interval", "5s").contains("10s to 1h, got: 5"));
      assertTrue(failing(2, "edit", "b.example").contains("expected a target with other words"));
      assertTrue(
          failing(2, "rm", "c.example").contains("expected a watched target, got: https://c"));
      ok("resume", "b.example");
      ok("rm", "b.example");
      assertEquals(before, Files.readString(file));
      Files.writeString(file, before + "# by hand\n");
      var late = failing(70, "pause", "shop.example");
      assertTrue(late.contains("the watch file was changed on disk: expected version "), late);
      assertEquals(before + "# by hand\n", Files.readString(file));
    }
  }

  @Test
  void watchesAndRoutesOfACoordinatorAreListed_andARouteIsTested() throws Exception {
    try (var peer = new HttpPeer()) {
      var file = folder.resolve("watch.yaml");
      Files.writeString(
          file,
          "watches:\n  - {target: shop.example, interval: 1h, routes: [ops]}\n"
              + "  - {target: off.example, paused: true}\n"
              + "routes: {ops: {type: webhook, url: '"
              + peer.url()
              + "/'}}\n");
      try (var running = coordinator(file)) {
        assertTrue(running.address().startsWith("127.0.0.1:"));
        ok("silence", "shop.example", "--for", "4h", "--reason", "why");
        var listed = new Terminal();
        var data = folder.resolve("data").toString();
        assertEquals(0, listed.run("watch", "ls", "--data", data), listed.err());
        var lines = listed.out().lines().toList();
        assertTrue(
            lines.get(1).matches("https://off.example +60s +- +paused +- +-"), lines::toString);
        assertTrue(lines.get(2).contains("3600s"), lines::toString);
        assertTrue(lines.get(2).contains("silenced until 2"), lines::toString);
        assertTrue(
            listed.err().contains("shop.example: no vantage matches its selector"), listed.err());
        assertTrue(ok("test", "ops").contains("sent a test message to ops"));
        assertEquals(1, peer.requests.size());
        peer.answering(500, "");
        assertTrue(failing(2, "test", "ops").contains("ops: 127.0.0.1: "));
        assertTrue(
            failing(2, "test", "no").contains("expected a route of the watch file, got: no"));
        var routes = new Terminal();
        assertEquals(0, routes.run("watch", "routes", "--data", data), routes.err());
        assertTrue(routes.out().contains("ops    webhook  en"), routes.out());
      }
    }
  }

  private String ok(String... words) {
    return failing(0, words);
  }

  private String failing(int code, String... words) {
    var terminal = new Terminal();
    var all =
        Stream.concat(
                Stream.concat(Stream.of("watch"), Stream.of(words)),
                Stream.of("--data", folder.resolve("data").toString()))
            .toArray(String[]::new);
    assertEquals(code, terminal.run(all), terminal.err());
    return terminal.err();
  }
}

package dev.parallax.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.watch.file.WatchFileTest;
import dev.parallax.watch.route.HttpPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code parallax watch} without a coordinator. */
final class WatchCommandTest {
  @TempDir private Path folder = Path.of("");

  private final Terminal terminal = new Terminal();

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("watch.yaml"), text).toString();
  }

  @Test
  void lintOfAGoodFile() throws IOException {
    var file = file(WatchFileTest.SAMPLE);
    assertEquals(0, terminal.run("watch", "lint", file), terminal.err());
    assertEquals(file + ": 2 watches, 3 routes\n", terminal.err());
  }

  @Test
  void lintNamesEachMistakeInALine() throws IOException {
    var broken = WatchFileTest.SAMPLE.replace("60s", "x").replace("type: smtp", "type: fax");
    assertEquals(2, terminal.run("watch", "lint", file(broken)));
    assertEquals(2, terminal.err().lines().count(), terminal.err());
    assertTrue(terminal.err().contains("watch.yaml line 4: interval: "), terminal.err());
  }

  @Test
  void listAndCost() throws IOException {
    var file = file(WatchFileTest.SAMPLE);
    assertEquals(0, terminal.run("watch", "ls", file));
    assertTrue(
        terminal.out().contains("smtp://mail.example   300s      all       path    ops"),
        terminal.out());
    assertEquals(0, terminal.run("watch", "show", file, "shop.example"), terminal.err());
    assertTrue(
        terminal.out().contains("1440 looks, 2880 handshakes a vantage; while a failure lasts"),
        terminal.out());
  }

  @Test
  void aTestMessageIsSent_andAFailureIsNamed() throws IOException {
    var file = file("watches: [{target: a.test}]\nroutes: {ops: {type: webhook, url: '%s'}}");
    try (var peer = new HttpPeer()) {
      var text = Files.readString(Path.of(file)).formatted(peer.url());
      assertEquals(0, terminal.run("watch", "test", file(text), "ops"), terminal.err());
      assertTrue(peer.requests.getFirst().body().contains("This is a test of a route"));
      peer.answering(403, "no");
      assertEquals(3, terminal.run("watch", "test", file(text), "ops"));
      assertTrue(
          terminal.err().contains("ops: 127.0.0.1: expected status 2xx, got: 403"), terminal.err());
    }
    assertEquals(2, terminal.run("watch", "test", file(WatchFileTest.SAMPLE), "none"));
  }

  @Test
  void badInputIsOneLine() throws IOException {
    assertEquals(2, terminal.run("watch"));
    assertEquals(2, terminal.run("watch", "lint"));
    assertEquals(2, terminal.run("watch", "lint", folder.resolve("absent").toString()));
    assertEquals(2, terminal.run("watch", "show", file(WatchFileTest.SAMPLE), "other.example"));
    assertEquals(4, terminal.err().lines().count(), terminal.err());
  }
}

package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two coordinators on one PostgreSQL, at two addresses: when the first dies, its agents move to the
 * second. Takes as long as the lease of a killed coordinator, 15 s. Skipped where no PostgreSQL is
 * installed.
 */
final class StandbyTest {
  /** From the first answer of the second coordinator until it has the agent. */
  private static final Duration MOVE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void killedCoordinator_losesItsAgentsToTheStandby() throws Exception {
    var first = "127.0.0.1:" + Site.closedPort();
    var second = "127.0.0.1:" + Site.closedPort();
    try (var database = DatabaseProcess.start();
        var site =
            Site.startAt(first, database.options(), folder, fleet(database, first, second))) {
      site.agent("a1");
      var kept = site.state("a1").resolve("coordinators");
      Await.until("the list is kept", () -> Files.exists(kept));
      assertEquals(List.of(first, second), Files.readAllLines(kept));
      var other = copyOfTheAuthority(site.data());
      try (var standby = site.beside(other, second, fleet(database, first, second, "--standby"))) {
        Await.until("it has its folder", () -> Files.exists(other.resolve("format")));
        checkSweep(site.data());
        assertTrue(standby.isAlive(), standby::err);
        assertFalse(standby.err().contains("listening on "), standby::err);
        site.coordinator().kill();
        Await.until("listening: " + standby.err(), () -> standby.err().contains("listening on "));
        long listening = System.nanoTime();
        Await.until("the agent at the standby", () -> isReady(other));
        var took = Duration.ofNanos(System.nanoTime() - listening);
        assertTrue(took.compareTo(MOVE) < 0, took::toString);
        checkSweep(other);
      }
    }
  }

  private static String[] fleet(
      DatabaseProcess database, String first, String second, String... more) {
    var options =
        new ArrayList<>(
            List.of(
                "--database", database.address(), "--coordinator", first, "--coordinator", second));
    options.addAll(List.of(more));
    return options.toArray(String[]::new);
  }

  private static boolean isReady(Path data) {
    return CommandHere.run(Program.PARALLAX, "vantages", "show", "a1", "--data", data.toString())
        .out()
        .contains("ready");
  }

  private static void checkSweep(Path data) {
    var target = "tls://site.test:" + Site.closedPort() + "@127.0.0.1";
    var ended = CommandHere.run(Program.PARALLAX, "sweep", target, "-q", "--data", data.toString());
    assertEquals(4, ended.exit(), ended::toString);
    assertTrue(ended.out().contains("a1"), ended::toString);
  }

  /** A data folder with the certificate authority of another one. */
  private Path copyOfTheAuthority(Path data) throws IOException {
    var copy = folder.resolve("other");
    Files.createDirectories(copy.resolve("ca"));
    try (var files = Files.list(data.resolve("ca"))) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve("ca").resolve(file.getFileName().toString()));
      }
    }
    return copy;
  }
}

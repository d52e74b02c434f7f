package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Faults of a coordinator on PostgreSQL in mid-sweep: the operator's command ends with the verdict
 * of an undisturbed sweep. Takes as long as the lease of a killed coordinator, 15 s. Skipped where
 * no PostgreSQL is installed.
 */
@Execution(ExecutionMode.CONCURRENT)
final class TakeoverTest {
  private static final String SWEEP_SECONDS = "60s";
  private static final String TRIALS = "30";

  @TempDir Path folder;

  @Test
  void killedCoordinator_isSucceededByAnother_andTheCommandFollows() throws Exception {
    try (var database = DatabaseProcess.start();
        var site = Site.start(database.options(), folder, "--database", database.address())) {
      site.agent("a1");
      var target = "tls://site.test:" + Site.closedPort() + "@127.0.0.1";
      var other = copyOfTheAuthority(site.data());
      var saved = folder.resolve("sweep.json");
      try (var sweep = sweep(site, target, saved)) {
        Await.until("results: " + sweep.err(), () -> lines(sweep) >= 20);
        site.coordinator().kill();
        site.succeed(other, "--database", database.address());
        check(sweep.await(), SweepDocument.of(saved));
        assertTrue(sweep.err().contains("connecting again"), sweep::err);
        assertEquals(SweepDocument.of(saved).verdicts(), undisturbed(site, target));
      }
    }
  }

  @Test
  void databaseThatCrashes_losesNothing_andTheSweepEnds() throws Exception {
    try (var database = DatabaseProcess.start();
        var site = Site.start(database.options(), folder, "--database", database.address())) {
      site.agent("a1");
      var target = "tls://site.test:" + Site.closedPort() + "@127.0.0.1";
      var saved = folder.resolve("sweep.json");
      try (var sweep = sweep(site, target, saved)) {
        Await.until("results: " + sweep.err(), () -> lines(sweep) >= 20);
        database.restart();
        check(sweep.await(), SweepDocument.of(saved));
        assertEquals(SweepDocument.of(saved).verdicts(), undisturbed(site, target));
      }
    }
  }

  private static Program sweep(Site site, String target, Path saved) {
    return site.startParallax(
        "sweep",
        target,
        "--trials",
        TRIALS,
        "--deadline",
        SWEEP_SECONDS,
        "-o",
        "jsonl",
        "-o",
        "json=" + saved);
  }

  /** Every result is stored once and printed once. */
  private static void check(Program.Ended ended, SweepDocument report) {
    assertEquals(4, ended.exit(), ended::toString);
    assertFalse(report.root().path("deadlineHit").asBoolean());
    var stored = report.keys();
    assertEquals(stored.size(), Set.copyOf(stored).size(), "each once");
    var printed = ended.out().lines().filter(line -> line.contains("\"trial\"")).count();
    assertEquals(stored.size(), printed, "each printed once");
  }

  private static List<String> undisturbed(Site site, String target) throws IOException {
    return SweepDocument.of(site.here("sweep", target, "--trials", TRIALS, "-q", "-o", "json"))
        .verdicts();
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

  private static long lines(Program sweep) {
    return sweep.out().lines().filter(line -> line.startsWith("{")).count();
  }
}

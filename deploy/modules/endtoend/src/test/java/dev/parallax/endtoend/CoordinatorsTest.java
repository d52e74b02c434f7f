package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Two coordinators that work on one PostgreSQL at the same time, with an agent each. Takes as long
 * as the lease of a killed coordinator, 15 s. Skipped where no PostgreSQL is installed.
 */
@Execution(ExecutionMode.CONCURRENT)
final class CoordinatorsTest {
  private static final String TARGET = "tls://site.test:" + Site.closedPort() + "@127.0.0.1";
  private static final String TRIALS = "20";
  private static final List<String> BOTH = List.of("a1", "a2");

  /** Coordinators with agents. */
  private static final String AGENTS = "SELECT count(DISTINCT coordinator) FROM link";

  /** Sent by an agent before a coordinator is killed. */
  private static final int RESULTS = 10;

  @TempDir Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Site site;
  private Program second;
  private Path otherData;

  @BeforeEach
  void start() throws Exception {
    var first = "127.0.0.1:" + Site.closedPort();
    var other = "127.0.0.1:" + Site.closedPort();
    var database = opened(DatabaseProcess.start());
    String[] fleet = {
      "--database", database.address(), "--coordinator", first, "--coordinator", other
    };
    site = opened(Site.startAt(first, database.options(), folder, fleet));
    otherData = copyOfTheAuthority();
    second = opened(site.beside(otherData, other, fleet));
    Await.until("listening: " + second.err(), () -> second.err().contains("listening on "));
    site.agent("a1");
    assertEquals(0, site.join(other, site.token("--label", "isp=a2"), "a2").exit());
    site.runAgent("a2");
    Await.until("an agent at each coordinator", () -> database.count(AGENTS) == 2);
  }

  @AfterEach
  void close() throws Exception {
    for (var started : opened.reversed()) {
      started.close();
    }
  }

  @Test
  void sweepAtEitherCoordinator_reachesTheAgentsOfBoth() throws Exception {
    var atFirst = undisturbed(site.data());
    var atSecond = undisturbed(otherData);
    for (var report : List.of(atFirst, atSecond)) {
      checkOnce(report);
      assertEquals(Set.copyOf(BOTH), vantages(report));
    }
    assertEquals(atFirst.verdicts(), atSecond.verdicts());
    assertEquals(atFirst.keys().size(), atSecond.keys().size());
  }

  @Test
  void killedRelay_itsAgentMovesAndTheVerdictIsThatOfAnUndisturbedSweep() throws Exception {
    var saved = folder.resolve("sweep.json");
    try (var sweep = sweep(saved)) {
      awaitResults(sweep, "a2");
      second.kill();
      var ended = sweep.await();
      assertEquals(4, ended.exit(), ended::toString);
      var report = SweepDocument.of(saved);
      checkOnce(report);
      var undisturbed = undisturbed(site.data());
      assertEquals(undisturbed.verdicts(), report.verdicts());
      assertEquals(Set.copyOf(undisturbed.keys()).size(), report.keys().size());
    }
  }

  @Test
  void killedOwner_theOtherCoordinatorEndsTheSweep_andTheCommandFollows() throws Exception {
    var saved = folder.resolve("sweep.json");
    try (var sweep = sweep(saved)) {
      awaitResults(sweep, "a1");
      awaitResults(sweep, "a2");
      site.coordinator().kill();
      var ended = sweep.await();
      assertEquals(4, ended.exit(), ended::toString);
      assertTrue(ended.err().contains("connecting again"), ended::err);
      var report = SweepDocument.of(saved);
      checkOnce(report);
      var printed = ended.out().lines().filter(line -> line.contains("\"trial\"")).count();
      assertEquals(report.keys().size(), printed, "each printed once");
      var undisturbed = undisturbed(otherData);
      assertEquals(undisturbed.verdicts(), report.verdicts());
      assertEquals(undisturbed.keys().size(), report.keys().size());
    }
  }

  private <T extends AutoCloseable> T opened(T started) {
    opened.add(started);
    return started;
  }

  private Program sweep(Path saved) {
    return site.startParallax(sweepWith("-o", "jsonl", "-o", "json=" + saved));
  }

  private static SweepDocument undisturbed(Path data) throws IOException {
    return SweepDocument.of(
        CommandHere.run(
            Program.PARALLAX, sweepWith("-q", "-o", "json", "--data", data.toString())));
  }

  private static String[] sweepWith(String... more) {
    var command =
        new ArrayList<>(List.of("sweep", TARGET, "--trials", TRIALS, "--deadline", "60s"));
    command.addAll(List.of(more));
    return command.toArray(String[]::new);
  }

  private static void awaitResults(Program sweep, String vantage) {
    Await.until(
        "results of " + vantage + ": " + sweep.err(),
        () ->
            sweep.out().lines().filter(line -> line.contains('"' + vantage + '"')).count()
                >= RESULTS);
  }

  private static void checkOnce(SweepDocument report) {
    assertFalse(report.root().path("deadlineHit").asBoolean());
    assertEquals(report.keys().size(), Set.copyOf(report.keys()).size(), "each once");
  }

  private static Set<String> vantages(SweepDocument report) {
    return report.keys().stream()
        .map(key -> key.substring(0, key.indexOf(' ')))
        .collect(Collectors.toSet());
  }

  /** A data folder with the certificate authority of the first coordinator. */
  private Path copyOfTheAuthority() throws IOException {
    var copy = folder.resolve("other");
    Files.createDirectories(copy.resolve("ca"));
    try (var files = Files.list(site.data().resolve("ca"))) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve("ca").resolve(file.getFileName().toString()));
      }
    }
    return copy;
  }
}

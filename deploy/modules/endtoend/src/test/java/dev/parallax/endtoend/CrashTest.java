package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.agent.spool.Spool;
import dev.parallax.model.vantage.VantageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A coordinator that is killed during a sweep loses no acknowledged observation; a killed agent, no
 * observation at all.
 */
@Execution(ExecutionMode.CONCURRENT)
final class CrashTest {
  private static final Pattern SWEEP = Pattern.compile("sweep ([0-9a-z-]+):");

  /** Twice as many results, of which a test awaits 20 at most before a process is killed. */
  private static final String TRIALS = "60";

  @TempDir Path folder;

  /**
   * Killed in mid-sweep and started again: the command follows to the verdict without a second
   * command, prints each result once, and the verdict is that of the same evidence.
   */
  @Test
  void killedCoordinatorContinuesTheSweep_andTheCommandFollows() throws Exception {
    try (var site = Site.start(folder)) {
      site.agent("a1");
      var target = "tls://site.test:" + Site.closedPort() + "@127.0.0.1";
      var saved = folder.resolve("sweep.json");
      try (var sweep =
          site.startParallax(
              "sweep",
              target,
              "--trials",
              TRIALS,
              "--deadline",
              "60s",
              "-o",
              "jsonl",
              "-o",
              "json=" + saved)) {
        Await.until("results: " + sweep.err(), () -> lines(sweep) >= 20);
        site.coordinator().kill();
        site.restart();
        var ended = sweep.await();

        assertEquals(4, ended.exit(), ended::toString);
        assertEquals(1, said(ended, "connecting again"), ended::err);
        var report = SweepDocument.of(saved);
        assertFalse(report.root().path("deadlineHit").asBoolean());
        var stored = report.keys();
        assertEquals(stored.size(), Set.copyOf(stored).size(), "each once");
        assertEquals(stored.size(), results(ended.out()), "each printed once");
        var again =
            SweepDocument.of(
                CommandHere.run(Program.PARALLAX, "attribute", saved.toString(), "-o", "json"));
        assertEquals(report.verdicts(), again.verdicts());
        assertEquals(report.verdicts(), undisturbed(site, target));
      }
    }
  }

  /** The verdicts of a sweep on the same target without a crash. */
  private static List<String> undisturbed(Site site, String target) throws Exception {
    return SweepDocument.of(site.here("sweep", target, "--trials", TRIALS, "-q", "-o", "json"))
        .verdicts();
  }

  private static long said(Program.Ended ended, String words) {
    return ended.err().lines().filter(line -> line.contains(words)).count();
  }

  /** The lines of results; the last line is the summary. */
  private static int results(String out) {
    return (int) out.lines().filter(line -> line.contains("\"trial\"")).count();
  }

  @Test
  void killedAgentSendsAfterItsRestartWhatWasNotAcknowledged() throws Exception {
    try (var site = Site.start(folder)) {
      var agent = site.agent("a1");
      var target = "tls://site.test:" + Site.closedPort() + "@127.0.0.1";
      try (var sweep =
          site.startParallax(
              "sweep", target, "--trials", "60", "--deadline", "60s", "-o", "jsonl")) {
        Await.until("results: " + sweep.err(), () -> lines(sweep) >= 5);
        site.coordinator().kill();
        Await.until("spool", () -> spooled(site).size() >= 20);
        agent.kill();
        var waiting = spooled(site);
        site.restart();
        site.runAgent("a1");
        Await.until("all acknowledged", () -> spooled(site).isEmpty());

        var report = json(site.here("report", sweepId(sweep), "-o", "json"));

        var stored = trials(report);
        var keys = new SweepDocument(report).keys();
        assertEquals(keys.size(), Set.copyOf(keys).size(), "each once");
        assertTrue(stored.containsAll(waiting), () -> waiting + " in " + stored);
      }
    }
  }

  /** The plan has some 15 s left and the sweep 110 s; the agent's next process ends both. */
  @Test
  void killedAgent_theSweepDoesNotWaitForItsDeadline() throws Exception {
    try (var site = Site.start(folder)) {
      var agent = site.agent("a1");
      var target = "tls://site.test:" + Site.closedPort() + "@127.0.0.1";
      try (var sweep =
          site.startParallax(
              "sweep", target, "--trials", "100", "--deadline", "120s", "-o", "jsonl")) {
        Await.until("results: " + sweep.err(), () -> lines(sweep) >= 5);
        agent.kill();
        site.runAgent("a1");

        var ended = sweep.await();
        var report = json(site.here("report", sweepId(sweep), "-o", "json"));
        assertFalse(report.path("deadlineHit").asBoolean(), ended::err);
        assertEquals(1, report.path("coverage").path("partial").size(), report::toString);
      }
    }
  }

  /** The trials in the spool of the agent; a running agent may write meanwhile. */
  private static List<String> spooled(Site site) {
    var folder = site.state("a1").resolve(Spool.FOLDER);
    var copy = folder.resolveSibling("copy-" + System.nanoTime());
    try {
      Files.createDirectory(copy);
      try (var segments = Files.list(folder)) {
        for (var segment : segments.toList()) {
          Files.copy(segment, copy.resolve(segment.getFileName().toString()));
        }
      }
      try (var spool = Spool.open(copy, new VantageId("a1"))) {
        return spool.keys().stream().map(key -> key.arm().word() + " " + key.trial()).toList();
      }
    } catch (NoSuchFileException acknowledgedMeanwhile) {
      return List.of();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static List<String> trials(JsonNode report) {
    return report
        .path("targets")
        .path(0)
        .path("results")
        .valueStream()
        .map(result -> result.path("arm").asText() + " " + result.path("trial").asInt())
        .toList();
  }

  private static String sweepId(Program sweep) {
    var found = SWEEP.matcher(sweep.err());
    assertTrue(found.find(), sweep::err);
    return found.group(1);
  }

  private static long lines(Program sweep) {
    return sweep.out().lines().filter(line -> line.startsWith("{")).count();
  }

  private static JsonNode json(Program.Ended ended) throws Exception {
    return new JsonMapper().readTree(ended.out());
  }
}

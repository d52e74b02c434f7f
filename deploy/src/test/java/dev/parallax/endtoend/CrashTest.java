package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/**
 * A coordinator that is killed during a sweep loses no acknowledged observation; a killed agent, no
 * observation at all.
 */
final class CrashTest {
  private static final Pattern SWEEP = Pattern.compile("sweep ([0-9a-z-]+):");

  @TempDir Path folder;

  @Test
  void killedCoordinatorKeepsWhatItAcknowledged() throws Exception {
    try (var site = Site.start(folder)) {
      site.agent("a1");
      var target = "tls://site.test:" + Site.closedPort() + "@127.0.0.1";
      try (var sweep =
          site.startParallax(
              "sweep", target, "--trials", "60", "--deadline", "60s", "-o", "jsonl")) {
        Await.until("results: " + sweep.err(), () -> lines(sweep) >= 20);
        site.coordinator().kill();
        var seen = lines(sweep);
        assertEquals(3, sweep.await().exit(), sweep::err);
        site.restart();
        Await.until("agent back", () -> site.isReady("a1"));

        var report = json(site.parallax("report", sweepId(sweep), "-o", "json"));

        assertTrue(results(report) >= seen, () -> results(report) + " of " + seen);
        assertTrue(report.path("deadlineHit").asBoolean());
      }
    }
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

        var report = json(site.parallax("report", sweepId(sweep), "-o", "json"));

        var stored = trials(report);
        assertEquals(stored.size(), Set.copyOf(stored).size(), "each once");
        assertTrue(stored.containsAll(waiting), () -> waiting + " in " + stored);
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

  private static int results(JsonNode report) {
    return report.path("targets").path(0).path("results").size();
  }
}

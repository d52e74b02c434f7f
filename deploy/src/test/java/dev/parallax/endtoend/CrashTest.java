package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator that is killed during a sweep loses no acknowledged observation. */
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

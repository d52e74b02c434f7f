package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code serve --outlet FOLDER}: each finished sweep once, whatever happens to the coordinator. */
@Execution(ExecutionMode.CONCURRENT)
final class OutletTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir Path folder;

  @Test
  void killedCoordinator_writesEachSweepOnce() throws Exception {
    String[] options = {"--outlet", outlet().toString()};
    try (var site = Site.start(folder, options)) {
      site.agent("a1");
      var target = "tls://site.test:" + Site.closedPort() + "@127.0.0.1";
      for (int round = 1; round <= 3; round++) {
        site.here("sweep", target, "--trials", "5", "-q", "-o", "json");
        if (round < 3) {
          int written = round;
          // The first kill is at a random point of the work, the second after the line.
          Await.until("a line", () -> written == 1 || lines("sweeps").size() >= written);
          site.coordinator().kill();
          site.restart(options);
          Await.until("a1 ready", () -> site.isReady("a1"));
        }
      }
      check(3, site);
    }
  }

  @Test
  void twoCoordinatorsWithOneFolder_writeEachSweepOnce() throws Exception {
    try (var database = DatabaseProcess.start();
        var both =
            TwoCoordinators.startWith(folder, database, List.of("--outlet", outlet().toString()))) {
      both.undisturbed(both.site().data());
      both.undisturbed(both.otherData());
      Await.until("two sweeps", () -> lines("sweeps").size() == 2);
      both.second().kill();
      both.undisturbed(both.site().data());
      check(3, both.site());
    }
  }

  private void check(int sweeps, Site site) throws IOException {
    Await.until("all sweeps", () -> lines("sweeps").size() >= sweeps);
    assertTrue(site.here("doctor").out().contains("outlet       works"));
    var ids = lines("sweeps");
    assertEquals(sweeps, ids.size(), "each once");
    assertEquals(sweeps, Set.copyOf(ids).size(), "each once");
    var observed = lines("observations");
    for (var id : ids) {
      var report = SweepDocument.of(site.here("report", id, "-o", "json"));
      assertEquals(
          report.keys().size(), observed.stream().filter(id::equals).count(), "observations once");
    }
    assertEquals(Set.copyOf(ids), Set.copyOf(observed));
  }

  private Path outlet() {
    return folder.resolve("outlet");
  }

  /** The sweeps of the lines of all days. */
  private List<String> lines(String kind) {
    var ids = new ArrayList<String>();
    if (!Files.isDirectory(outlet())) {
      return ids;
    }
    try (var files = Files.newDirectoryStream(outlet(), kind + "-*.jsonl")) {
      for (var file : files) {
        var text = Files.readString(file);
        // Without a line that is being written.
        for (var line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
          ids.add(MAPPER.readTree(line).path("sweepId").asText());
        }
      }
      return ids;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

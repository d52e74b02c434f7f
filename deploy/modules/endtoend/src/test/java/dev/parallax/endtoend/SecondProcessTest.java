package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A copied state folder: two agents with one identity at two coordinators of one PostgreSQL.
 * Skipped where no PostgreSQL is installed.
 */
@Execution(ExecutionMode.CONCURRENT)
final class SecondProcessTest {
  private static final String ALARM = "identity conflict";

  @TempDir Path folder;

  @Test
  void secondProcessWithOneIdentity_raisesTheAlarmAtBothCoordinators() throws Exception {
    try (var database = DatabaseProcess.start();
        var both = TwoCoordinators.start(folder, database, database.address())) {
      for (var data : List.of(both.site().data(), both.otherData())) {
        assertFalse(status(data).contains(ALARM), () -> status(data));
      }
      var copy = copy(both.site().state("a1"), folder.resolve("copy"));
      try (var _ = Program.start(Program.AGENT, folder, "run", "--state", copy.toString())) {
        for (var data : List.of(both.site().data(), both.otherData())) {
          Await.until("the alarm at " + data, () -> status(data).contains(ALARM));
        }
      }
      Await.until("the first process stays", () -> both.site().isReady("a1"));
      assertFalse(vantage(both.site().data(), "a2").contains(ALARM));
    }
  }

  private static String status(Path data) {
    return vantage(data, "a1");
  }

  private static String vantage(Path data, String name) {
    return CommandHere.run(Program.PARALLAX, "vantages", "show", name, "--data", data.toString())
        .out();
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (var file : all.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    return to;
  }
}

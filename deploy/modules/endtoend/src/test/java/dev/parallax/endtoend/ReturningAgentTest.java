package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A coordinator that is stopped, and starts again: its agent moves to the other one at once, and
 * returns later. Takes two minutes. Skipped where no PostgreSQL is installed.
 */
@Execution(ExecutionMode.CONCURRENT)
final class ReturningAgentTest {
  /** Vantages at the coordinator of a vantage. */
  private static final String BESIDE =
      "SELECT count(*) FROM link WHERE coordinator ="
          + " (SELECT coordinator FROM link WHERE vantage = '%s')";

  @TempDir Path folder;

  @Test
  void agentOfAStoppedCoordinator_movesAtOnce_andReturnsAfterItsStart() throws Exception {
    try (var database = DatabaseProcess.start();
        var both = TwoCoordinators.start(folder, database, database.address())) {
      var saved = folder.resolve("sweep.json");
      try (var sweep = both.sweep(saved)) {
        TwoCoordinators.awaitResults(sweep, "a2");
        both.second().close();
        Await.until("both agents at the first", () -> database.count(BESIDE.formatted("a1")) == 2);
        try (var second = both.startSecond()) {
          assertEquals(4, sweep.await().exit(), sweep::err);
          TwoCoordinators.checkOnce(SweepDocument.of(saved));
          Await.until("a2 at the second", () -> database.count(BESIDE.formatted("a2")) == 1);
          assertTrue(second.isAlive(), second::err);
          var undisturbed = both.undisturbed(both.otherData());
          TwoCoordinators.checkOnce(undisturbed);
          assertEquals(undisturbed.keys().size(), SweepDocument.of(saved).keys().size());
          for (var data : List.of(both.site().data(), both.otherData())) {
            assertFalse(
                CommandHere.run(
                        Program.PARALLAX, "vantages", "show", "a2", "--data", data.toString())
                    .out()
                    .contains("identity conflict"),
                "a move is no conflict");
          }
        }
      }
    }
  }
}

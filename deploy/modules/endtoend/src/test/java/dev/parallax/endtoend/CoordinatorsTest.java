package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
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
  private static final int INTERNAL = 70;

  /** Running sweeps of an owner that has a lease. */
  private static final String SWEEPS_WITH_OWNER =
      """
      SELECT count(*) FROM sweep JOIN lease ON name = owner
      WHERE NOT complete AND ends_at > clock_timestamp()\
      """;

  @TempDir Path folder;
  private DatabaseProcess database;
  private TwoCoordinators both;

  @BeforeEach
  void start() throws Exception {
    database = DatabaseProcess.start();
    both = TwoCoordinators.start(folder, database, database.address());
  }

  @AfterEach
  void close() throws Exception {
    try (var _ = database;
        var _ = both) {
      // Closed in reverse.
    }
  }

  @Test
  void sweepAtEitherCoordinator_reachesTheAgentsOfBoth() throws Exception {
    var atFirst = both.undisturbed(both.site().data());
    var atSecond = both.undisturbed(both.otherData());
    for (var report : List.of(atFirst, atSecond)) {
      TwoCoordinators.checkOnce(report);
      assertEquals(Set.of("a1", "a2"), vantages(report));
    }
    assertEquals(atFirst.verdicts(), atSecond.verdicts());
    assertEquals(atFirst.keys().size(), atSecond.keys().size());
  }

  @Test
  void killedRelay_itsAgentMovesAndTheVerdictIsThatOfAnUndisturbedSweep() throws Exception {
    var saved = folder.resolve("sweep.json");
    try (var sweep = both.sweep(saved)) {
      TwoCoordinators.awaitResults(sweep, "a2");
      both.second().kill();
      var ended = sweep.await();
      assertEquals(4, ended.exit(), ended::toString);
      var report = SweepDocument.of(saved);
      TwoCoordinators.checkOnce(report);
      var undisturbed = both.undisturbed(both.site().data());
      assertEquals(undisturbed.verdicts(), report.verdicts());
      assertEquals(Set.copyOf(undisturbed.keys()).size(), report.keys().size());
    }
  }

  @Test
  void killedOwner_theOtherCoordinatorEndsTheSweep_andTheCommandFollows() throws Exception {
    var saved = folder.resolve("sweep.json");
    try (var sweep = both.sweep(saved)) {
      TwoCoordinators.awaitResults(sweep, "a1");
      TwoCoordinators.awaitResults(sweep, "a2");
      both.site().coordinator().kill();
      var ended = sweep.await();
      assertEquals(4, ended.exit(), ended::toString);
      assertTrue(ended.err().contains("connecting again"), ended::err);
      checkAgainstUndisturbed(ended, SweepDocument.of(saved));
    }
  }

  @Test
  void ownerStoppedBeyondItsLease_endsAfterwards_andTheCommandFollowsTheNewOwner()
      throws Exception {
    var saved = folder.resolve("sweep.json");
    try (var sweep = both.sweep(saved)) {
      TwoCoordinators.awaitResults(sweep, "a1");
      TwoCoordinators.awaitResults(sweep, "a2");
      var owner = both.site().coordinator();
      owner.stop();
      Await.until("the end of the lease", () -> database.count(SWEEPS_WITH_OWNER) == 0);
      Await.until("a new owner", () -> database.count(SWEEPS_WITH_OWNER) == 1);
      owner.resume();
      var ended = sweep.await();
      assertEquals(4, ended.exit(), ended::toString);
      assertTrue(ended.err().contains("connecting again"), ended::err);
      assertEquals(INTERNAL, owner.await().exit());
      checkAgainstUndisturbed(ended, SweepDocument.of(saved));
    }
  }

  /** Each observation was printed once; the verdicts are those of an undisturbed sweep. */
  private void checkAgainstUndisturbed(Program.Ended ended, SweepDocument report)
      throws IOException {
    TwoCoordinators.checkOnce(report);
    var printed = ended.out().lines().filter(line -> line.contains("\"trial\"")).count();
    assertEquals(report.keys().size(), printed, "each printed once");
    var undisturbed = both.undisturbed(both.otherData());
    assertEquals(undisturbed.verdicts(), report.verdicts());
    assertEquals(undisturbed.keys().size(), report.keys().size());
  }

  private static Set<String> vantages(SweepDocument report) {
    return report.keys().stream()
        .map(key -> key.substring(0, key.indexOf(' ')))
        .collect(Collectors.toSet());
  }
}

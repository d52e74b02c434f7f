package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Faults of the PostgreSQL beneath two coordinators in mid-sweep, and a connection pooler before
 * it: the sweep ends with the verdict and the number of observations of an undisturbed sweep.
 * Skipped where the server, or the pooler, is not installed.
 */
@Execution(ExecutionMode.CONCURRENT)
final class DatabaseFaultsTest {
  @TempDir Path folder;

  @Test
  void serverThatEndsWithoutAShutdown_losesNothing() throws Exception {
    try (var database = DatabaseProcess.start();
        var both = TwoCoordinators.start(folder, database, database.address())) {
      sweepWith(both, database::restart);
    }
  }

  @Test
  void promotedStandby_losesNothing() throws Exception {
    try (var database = DatabaseProcess.start();
        var both = TwoCoordinators.start(folder, database, database.standby())) {
      sweepWith(both, database::promote);
    }
  }

  /** The pooler drops LISTEN without an error; the coordinators notice and poll. */
  @Test
  void poolerInTransactionMode_isNoticed_andTheCoordinatorsPoll() throws Exception {
    try (var database = DatabaseProcess.start();
        var pooler = PoolerProcess.start(database, folder);
        var both =
            TwoCoordinators.start(
                folder, database, pooler.address(), withWarnings(database.options()))) {
      Await.until(
          "notice of the pooler: " + both.second().err(),
          () -> both.second().err().contains("coordinators poll instead"));
      sweepWith(both, () -> {});
    }
  }

  /** The coordinators write their warnings to standard error as well. */
  private List<String> withWarnings(List<String> options) throws IOException {
    var settings =
        Files.writeString(
            folder.resolve("logback.xml"),
            """
            <configuration>
              <appender name="STDERR" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder><pattern>%level %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="STDERR"/></root>
            </configuration>
            """);
    var all = new ArrayList<>(options);
    all.add("-Dlogback.configurationFile=" + settings);
    return all;
  }

  /** What happens in the middle of a sweep. */
  private interface Fault {
    void happen() throws Exception;
  }

  private void sweepWith(TwoCoordinators both, Fault fault) throws Exception {
    var saved = folder.resolve("sweep.json");
    try (var sweep = both.sweep(saved)) {
      TwoCoordinators.awaitResults(sweep, "a1");
      TwoCoordinators.awaitResults(sweep, "a2");
      fault.happen();
      var ended = sweep.await();
      assertEquals(4, ended.exit(), ended::toString);
      var report = SweepDocument.of(saved);
      TwoCoordinators.checkOnce(report);
      var printed = ended.out().lines().filter(line -> line.contains("\"trial\"")).count();
      assertEquals(report.keys().size(), printed, "each printed once");
      var undisturbed = both.undisturbed(both.site().data());
      assertEquals(undisturbed.verdicts(), report.verdicts());
      assertEquals(undisturbed.keys().size(), report.keys().size());
    }
  }
}

package dev.parallax.agent.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed with SIGKILL loses no observation that its spool has added. */
@Timeout(60)
final class SpoolCrashTest {
  private static final String SWEEP = "sweep-1";
  private static final int LINES = 500;

  @TempDir private Path folder;

  @Test
  void everyAddedObservationIsThereAfterSigkill() throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int added = 0;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        added = line.startsWith("added ") ? Integer.parseInt(line.substring(6)) : added;
        if (added == LINES) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertEquals(137, process.waitFor());

    try (var spool = Spool.open(folder.resolve(Spool.FOLDER), Spooled.VANTAGE)) {
      assertTrue(spool.size() >= added && added >= LINES, spool.size() + " of " + added);
      assertEquals(0, spool.state().damaged());
      for (int trial = 1; trial <= added; trial++) {
        assertTrue(spool.contains(Spooled.key(SWEEP, trial)), "trial " + trial);
      }
    }
  }

  /** Adds observations until it is killed, and prints each after the call. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      var spool = Spool.open(Path.of(args[0]).resolve(Spool.FOLDER), Spooled.VANTAGE);
      for (int trial = 1; trial <= Spool.MAX_RECORDS; trial++) {
        Spooled.add(spool, Spooled.trial(SWEEP, trial));
        System.out.println("added " + trial);
      }
    }
  }
}

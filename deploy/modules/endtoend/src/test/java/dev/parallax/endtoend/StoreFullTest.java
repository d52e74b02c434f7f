package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full store ends the sweep with a named error, and earlier data stays readable. */
final class StoreFullTest {
  private static final int TARGETS = 100;
  private static final int MOST_SWEEPS = 8;

  @TempDir Path folder;

  @Test
  void sweepEndsAndEarlierOnesStay() {
    try (var site = Site.start(folder, "--store-limit", "1")) {
      site.agent("a1");
      var targets = site.file("targets", targets());
      Program.Ended ended;
      var sweeps = 0;
      do {
        ended =
            site.here("sweep", "-l", targets.toString(), "--deadline", "30s", "-q", "-o", "jsonl");
        sweeps++;
      } while (ended.exit() != 70 && sweeps < MOST_SWEEPS);

      assertEquals(70, ended.exit(), ended::toString);
      assertTrue(ended.complaint().contains("full"), ended::err);
      assertEquals(1, ended.err().strip().lines().count(), ended::err);
      assertTrue(site.here("sweeps").out().contains("site0.test"));
    }
  }

  private static String targets() {
    var port = Site.closedPort();
    return IntStream.range(0, TARGETS)
        .mapToObj(number -> "tls://site" + number + ".test:" + port + "@127.0.0.1")
        .collect(Collectors.joining("\n"));
  }
}

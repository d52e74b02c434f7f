package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A coordinator that lost one of its threads ends, so that its supervisor restarts it. */
@Timeout(120)
final class ThreadDeathTest {
  private static final int INTERNAL = 70;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"intake", "central checks 1", "heartbeat", "write check"})
  void theDeathOfAThreadEndsTheCoordinator(String thread) throws Exception {
    try (var coordinator =
        Debuggee.start(
            options ->
                Program.start(
                    options,
                    Program.PARALLAX,
                    folder,
                    "serve",
                    "--data",
                    folder.resolve("data").toString(),
                    "--listen",
                    "127.0.0.1:0"))) {
      var program = coordinator.program();
      Await.until("listening: " + program.err(), () -> program.err().contains("listening on "));

      coordinator.throwIn(thread, OutOfMemoryError.class);

      var ended = program.await();
      var line = "the coordinator ends: " + thread + ": ended by java.lang.OutOfMemoryError";
      assertEquals(INTERNAL, ended.exit(), ended::err);
      assertTrue(ended.err().lines().anyMatch(("parallax: " + line)::equals), ended::err);
    }
  }
}

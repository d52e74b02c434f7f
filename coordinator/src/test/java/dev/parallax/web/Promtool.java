package dev.parallax.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Prometheus' own checker, where this host has it. */
public final class Promtool {
  private static final int PATIENCE_SECONDS = 60;

  private Promtool() {}

  /** Skips the test with the reason, where it is not installed. */
  public static void check(String input, String... arguments)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(isThere(), "no promtool here: apt-get install prometheus");
    var process =
        new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(UTF_8));
    }
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(true, process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), said);
    assertEquals(0, process.exitValue(), said);
  }

  private static boolean isThere() {
    return List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
  }
}

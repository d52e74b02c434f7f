package dev.parallax.distribution;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the options it ships with, a program without memory ends, so that it is started again. */
@Timeout(120)
final class OutOfMemoryTest {
  /** The JVM's exit code after {@code ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  @ParameterizedTest
  @ValueSource(strings = {"parallax", "parallax-agent"})
  void aProgramWithoutMemoryEnds(String program) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("src/dist", program, "conf/jvm.options"),
                "-Xmx24m",
                "-cp",
                System.getProperty("java.class.path"),
                Hoarder.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertTrue(process.waitFor(60, SECONDS), "still alive after its memory was gone");
      assertEquals(OUT_OF_MEMORY, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  /** One thread runs out of memory; the main thread waits for ever. */
  static final class Hoarder {
    private Hoarder() {}

    public static void main(String[] args) throws InterruptedException {
      List<byte[]> held = new ArrayList<>();
      Thread.ofPlatform()
          .start(
              () -> {
                while (held.size() < Integer.MAX_VALUE) {
                  held.add(new byte[1_000_000]);
                }
              });
      new CountDownLatch(1).await();
    }
  }
}

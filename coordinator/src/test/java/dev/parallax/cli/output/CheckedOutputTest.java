package dev.parallax.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.cli.Main;
import dev.parallax.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Output that cannot be written, and the reaction of the program. */
final class CheckedOutputTest {
  private static final Path FULL = Path.of("/dev/full");

  private static CheckedOutput printed(OutputStream to) {
    var noted = new CheckedOutput(to);
    try (var out = new PrintStream(noted, true, StandardCharsets.UTF_8)) {
      out.print("a report");
    }
    return noted;
  }

  @Test
  void nothingIsNotedOfWhatIsWritten() {
    var bytes = new ByteArrayOutputStream();
    assertEquals(Optional.empty(), printed(bytes).fault());
    assertEquals("a report", bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void fullDisk_isToldAndEndsAsAnError() throws IOException {
    Assumptions.assumeTrue(Files.exists(FULL), "this system has no " + FULL);
    var terminal = new Terminal();
    try (var full = new FileOutputStream(FULL.toFile())) {
      var noted = printed(full);
      assertEquals(70, Main.written(terminal.console(), noted, 0));
    }
    assertTrue(
        terminal.err().startsWith("parallax: cannot write standard output: No space left"),
        terminal.err());
    assertEquals(1, terminal.err().lines().count());
  }

  @Test
  void readerThatHadEnough_isNoError() {
    var noted =
        printed(
            new OutputStream() {
              @Override
              public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
              }
            });
    var terminal = new Terminal();
    assertEquals(1, Main.written(terminal.console(), noted, 1));
    assertEquals("", terminal.err());
  }
}

package dev.parallax.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A report in a folder that other users may write to touches no file but its own. */
@Timeout(60)
final class AtomicOutputFileTest {
  @TempDir private Path folder = Path.of("");

  private static void write(Path file, String text) throws IOException {
    try (var sink =
        AtomicOutputFile.open(
            new OutputTarget(Format.TEXT, Optional.of(file)), new Terminal().console())) {
      sink.writer().write(text);
      sink.commit();
    }
  }

  @Test
  void aSymlinkUnderTheNameIsReplacedAndItsTargetUntouched() throws IOException {
    var victim = Files.writeString(folder.resolve("victim"), "precious");
    var file = Files.createSymbolicLink(folder.resolve("report.txt"), victim);
    write(file, "report");
    assertEquals("precious", Files.readString(victim));
    assertFalse(Files.isSymbolicLink(file));
    assertEquals("report", Files.readString(file));
  }

  @Test
  void aSymlinkUnderTheNameOfTheDraftIsNotFollowed() throws IOException {
    var victim = Files.writeString(folder.resolve("victim"), "precious");
    var pid = ProcessHandle.current().pid();
    Files.createSymbolicLink(folder.resolve(".report.txt." + pid + ".part"), victim);
    write(folder.resolve("report.txt"), "report");
    assertEquals("precious", Files.readString(victim));
    assertEquals("report", Files.readString(folder.resolve("report.txt")));
  }

  @Test
  void aSymlinkToAFifoOfAnotherUserIsReplaced() throws Exception {
    var fifo = fifo("planted");
    var file = Files.createSymbolicLink(folder.resolve("report.txt"), fifo);
    var reader = new ProcessBuilder("cat", fifo.toString()).start();
    try {
      write(file, "report");
      assertTrue(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    } finally {
      reader.destroyForcibly();
    }
  }

  @Test
  void aFifoIsWrittenTo() throws Exception {
    var fifo = fifo("fifo");
    var cat = new ProcessBuilder("head", "-c", "6", fifo.toString()).start();
    write(fifo, "report");
    assertEquals("report", new String(cat.getInputStream().readAllBytes(), UTF_8));
  }

  @Test
  void devicesAreWrittenTo() throws IOException {
    write(Path.of("/dev/null"), "report");
    assertFalse(Files.isRegularFile(Path.of("/dev/null")));
  }

  @Test
  void standardOutputByItsDeviceIsStandardOutput() throws IOException {
    var terminal = new Terminal();
    var output = new OutputTarget(Format.TEXT, Optional.of(Path.of("/dev/stdout")));
    try (var sink = AtomicOutputFile.open(output, terminal.console())) {
      sink.writer().write("report");
      sink.commit();
    }
    assertEquals("report", terminal.out());
  }

  @Test
  void nothingIsLeftOfWhatWasNotCommitted() throws IOException {
    var file = Optional.of(folder.resolve("report.txt"));
    var sink = AtomicOutputFile.open(new OutputTarget(Format.TEXT, file), new Terminal().console());
    sink.writer().write("half");
    sink.close();
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  private Path fifo(String name) throws Exception {
    var fifo = folder.resolve(name);
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    return fifo;
  }
}

package dev.parallax.agent.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {
  @TempDir private Path folder;
  private final AtomicInteger readings = new AtomicInteger();
  private final WatchedFile<String> watched =
      new WatchedFile<>(
          file -> {
            readings.incrementAndGet();
            return String.join(" ", TextFile.lines(file, 100));
          });

  @Test
  void unchangedFile_isReadOnce() throws Exception {
    var file = Files.writeString(folder.resolve("a"), "one");
    assertEquals("one", watched.read(file));
    assertEquals("one", watched.read(file));
    assertEquals(1, readings.get());
  }

  @Test
  void replacedFile_isReadAgain_evenWithTheSameSizeAndTime() throws Exception {
    var file = Files.writeString(folder.resolve("a"), "one");
    assertEquals("one", watched.read(file));
    var other = Files.writeString(folder.resolve("b"), "two");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertEquals("two", watched.read(file));
  }

  @Test
  void fileWrittenInPlace_isReadAgain() throws Exception {
    var file = Files.writeString(folder.resolve("a"), "one");
    assertEquals("one", watched.read(file));
    Files.writeString(file, "other");
    assertEquals("other", watched.read(file));
    Files.writeString(file, "later");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    assertEquals("later", watched.read(file));
  }

  @Test
  void missingFile_isEmpty_untilItIsThere() throws Exception {
    var file = folder.resolve("a");
    assertEquals("", watched.read(file));
    Files.writeString(file, "one");
    assertEquals("one", watched.read(file));
    Files.delete(file);
    assertEquals("", watched.read(file));
  }
}

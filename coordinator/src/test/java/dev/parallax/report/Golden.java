package dev.parallax.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with a stored file; {@code -Dgolden=write} stores the actual text instead. */
public final class Golden {
  private static final Path FOLDER =
      Path.of(System.getProperty("basedir", "."), "src/test/resources/dev/parallax/report");

  private Golden() {}

  public static void check(String name, String actual) throws IOException {
    var file = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertEquals(Files.readString(file), actual, name);
  }
}

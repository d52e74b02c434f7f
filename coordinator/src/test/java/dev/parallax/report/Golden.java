package dev.parallax.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with a stored file; {@code -Dgolden=write} stores the actual text instead. */
public final class Golden {
  private static final Path RESOURCES =
      Path.of(System.getProperty("basedir", "."), "src/test/resources");

  private Golden() {}

  public static void check(String name, String actual) throws IOException {
    check(Path.of("dev/parallax/report", name), actual);
  }

  /** Compares with the file at this path below {@code src/test/resources}. */
  public static void check(Path path, String actual) throws IOException {
    var file = RESOURCES.resolve(path);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertEquals(Files.readString(file), actual, path.toString());
  }
}

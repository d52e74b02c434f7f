package dev.parallax.conformance;

import java.io.Serial;
import java.nio.file.Path;

/** A file that is not a suite, or not a table of results: names the place and what was expected. */
final class SuiteFileException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  SuiteFileException(Path file, int line, String problem) {
    super(file + ":" + line + ": " + problem);
  }

  SuiteFileException(Path file, String problem) {
    super(file + ": " + problem);
  }
}

package dev.parallax.cli.output;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A format and its destination.
 *
 * @param file absent for standard output
 */
public record OutputTarget(Format format, Optional<Path> file) {

  /** Parses {@code FORMAT} or {@code FORMAT=FILE}; {@code -} as file is standard output. */
  public static OutputTarget parse(String text) {
    var parts = text.split("=", 2);
    var format = Format.of(parts[0]);
    if (parts.length == 1 || parts[1].equals("-")) {
      return new OutputTarget(format, Optional.empty());
    }
    if (parts[1].isEmpty()) {
      throw CliException.usage("-o: after = comes a file, got: " + text);
    }
    try {
      return new OutputTarget(format, Optional.of(Path.of(parts[1])));
    } catch (InvalidPathException malformed) {
      throw CliException.usage("-o: not a file's name: " + parts[1]);
    }
  }
}

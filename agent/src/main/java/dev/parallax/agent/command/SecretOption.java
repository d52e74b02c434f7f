package dev.parallax.agent.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.agent.config.ExitException;
import dev.parallax.text.FileErrors;
import dev.parallax.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The value of an option that names a file, or standard input, with a short secret. */
final class SecretOption {
  static final String STANDARD_INPUT = "-";

  private static final int LIMIT_BYTES = 1_024;

  private SecretOption() {}

  /**
   * @param option named in a refusal, which never contains the secret
   * @param file a path, or {@link #STANDARD_INPUT}
   */
  static String read(String option, String file) {
    try {
      if (file.equals(STANDARD_INPUT)) {
        return new String(System.in.readNBytes(LIMIT_BYTES), UTF_8);
      }
      var path = Path.of(file);
      if (Files.size(path) > LIMIT_BYTES) {
        throw ExitException.usage(
            option
                + ": expected at most "
                + LIMIT_BYTES
                + " bytes in "
                + Printable.escaped(file, Printable.LIMIT)
                + ", got "
                + Files.size(path));
      }
      return Files.readString(path);
    } catch (IOException | IllegalArgumentException failed) {
      throw ExitException.usage(option + ": cannot be read: " + FileErrors.of(failed));
    }
  }
}

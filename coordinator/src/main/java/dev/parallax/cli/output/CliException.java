package dev.parallax.cli.output;

import dev.parallax.model.verdict.ExitCode;

/**
 * Ends the program with one line on standard error; the message contains the value and what was
 * expected.
 */
public class CliException extends RuntimeException {
  private final ExitCode code;

  public CliException(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  public static CliException usage(String message) {
    return new CliException(ExitCode.USAGE, message);
  }

  public final ExitCode code() {
    return code;
  }
}

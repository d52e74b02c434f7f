package dev.parallax.cli;

import dev.parallax.model.ExitCode;

/** Ends the program with one line on standard error; the message names value and expectation. */
final class CliException extends RuntimeException {
  private final ExitCode code;

  CliException(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  static CliException usage(String message) {
    return new CliException(ExitCode.USAGE, message);
  }

  ExitCode code() {
    return code;
  }
}

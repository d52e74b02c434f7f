package dev.parallax.agent.config;

import dev.parallax.model.verdict.ExitCode;

/** Ends the program with one line of text and this exit code. */
public final class ExitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  ExitException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public ExitException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public static ExitException usage(String message) {
    return new ExitException(ExitCode.USAGE, message);
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}

package dev.parallax.agent;

import dev.parallax.model.ExitCode;

/** Thrown when the program cannot do as it was told; ends it with one line and this exit code. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  RefusedException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  RefusedException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  static RefusedException usage(String message) {
    return new RefusedException(ExitCode.USAGE, message);
  }

  ExitCode exitCode() {
    return exitCode;
  }
}

package dev.parallax.cli.client;

import dev.parallax.cli.output.CliException;
import dev.parallax.model.verdict.ExitCode;

/**
 * There is no connection to the coordinator, it broke, or the coordinator ended the call. Another
 * attempt may succeed.
 */
public final class CoordinatorLostException extends CliException {
  private static final long serialVersionUID = 1L;

  CoordinatorLostException(String message) {
    super(ExitCode.UNREACHABLE, message);
  }
}

package dev.parallax.cli.options;

import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The restriction of a report to a target, after the sweep. */
public final class RestrictionOptions {
  @Parameters(
      index = "1",
      paramLabel = "TARGET",
      arity = "0..1",
      description = "Restrict the report and the exit code to this target.")
  private Optional<String> target = Optional.empty();

  public Optional<String> target() {
    return target;
  }
}

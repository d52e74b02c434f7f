package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.FailOn;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The threshold for a finding, and the required number of vantages. */
public final class JudgeOptions {
  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      converter = FailOnConverter.class,
      description =
          "Exit with 1 when a verdict is at or above this level: never, vantage, path, region or"
              + " origin. Default: path, which means path, region or origin.")
  private FailOn failOn = FailOn.DEFAULT;

  @Option(
      names = "--min-vantages",
      paramLabel = "N",
      description =
          "Exit with 4 when fewer vantages answered. A vantage has answered when at least 1 of its"
              + " trials ran. A vantage that stopped early counts, and the report names it."
              + " Default: 1.")
  private int minVantages = 1;

  public ExitPolicy policy() {
    try {
      return new ExitPolicy(failOn, minVantages);
    } catch (IllegalArgumentException refused) {
      throw CliException.usage("--min-vantages: " + refused.getMessage());
    }
  }

  /** Parses a level by its word. */
  static final class FailOnConverter implements ITypeConverter<FailOn> {
    @Override
    public FailOn convert(String word) {
      return FailOn.of(word)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected one of "
                          + Stream.of(FailOn.values())
                              .map(FailOn::word)
                              .collect(Collectors.joining(", "))
                          + ", got: "
                          + word));
    }
  }
}

package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.FailOn;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What counts as a finding, and as enough vantages. */
public final class JudgeOptions {
  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      converter = FailOnConverter.class,
      description =
          "Exit 1 when a verdict is at or above never, vantage, path, region or origin. Default:"
              + " path, that is any of path, region, origin.")
  private FailOn failOn = FailOn.DEFAULT;

  @Option(
      names = "--min-vantages",
      paramLabel = "N",
      description =
          "Exit 4 when fewer vantages answer. A vantage answers when 1 or more of its trials ran;"
              + " a vantage that broke off counts, and the report names it. Default: 1.")
  private int minVantages = 1;

  public ExitPolicy policy() {
    try {
      return new ExitPolicy(failOn, minVantages);
    } catch (IllegalArgumentException refused) {
      throw CliException.usage("--min-vantages: " + refused.getMessage());
    }
  }

  /** Reads a level by its word. */
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

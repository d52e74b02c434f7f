package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.cli.output.Format;
import dev.parallax.cli.output.OutputTarget;
import dev.parallax.cli.output.TerminalCapabilities;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** In which forms a report is printed, and where. */
public final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT[=FILE]",
      description =
          "Report format: text, wide, json, jsonl, html, markdown, junit, csv, prom or github, on"
              + " standard output or in a file. Repeatable.")
  private List<String> outputs = new ArrayList<>();

  @Option(names = "-J", description = "Short for -o json.")
  private boolean json;

  @Option(names = "-q", description = "Print no progress on standard error.")
  private boolean quiet;

  @Option(
      names = "--ci",
      description =
          "Plain output: no redrawing, no colour. Default when the output is not a terminal or the"
              + " variable CI is set. NO_COLOR is obeyed.")
  private boolean ci;

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      converter = LanguageConverter.class,
      description = "Language of reports, en or zh. Default: from LC_ALL, LC_MESSAGES or LANG.")
  private Optional<Language> language = Optional.empty();

  /** Sentences in the requested language, otherwise in that of the locale. */
  public Catalogue catalogue(Console console) {
    return Catalogue.of(language.orElseGet(() -> Language.ofLocale(console.environment())));
  }

  /** The control sequences that the terminal supports. */
  public TerminalCapabilities looks(Console console) {
    return TerminalCapabilities.of(console.environment(), ci, console.onTerminal());
  }

  public boolean quiet() {
    return quiet;
  }

  /** The requested outputs; text on standard output by default. */
  public List<OutputTarget> outputs() {
    var asked =
        Stream.concat(outputs.stream(), json ? Stream.of("json") : Stream.empty())
            .map(OutputTarget::parse)
            .distinct()
            .toList();
    if (asked.stream().filter(output -> output.file().isEmpty()).count() > 1) {
      throw CliException.usage(
          "-o: one format at most goes to standard output, give the others a file, got: "
              + String.join(", ", outputs)
              + (json ? ", -J" : ""));
    }
    return asked.isEmpty() ? List.of(new OutputTarget(Format.TEXT, Optional.empty())) : asked;
  }

  /** The same, for a command with a part of the formats. */
  public List<OutputTarget> outputs(Set<Format> formats) {
    var asked = outputs();
    for (var output : asked) {
      if (!formats.contains(output.format())) {
        throw CliException.usage(
            "-o: expected one of " + Format.words(formats) + ", got: " + output.format().word());
      }
    }
    return asked;
  }

  /** Parses a language by its code. */
  public static final class LanguageConverter implements ITypeConverter<Language> {
    @Override
    public Language convert(String word) {
      return Language.of(word)
          .orElseThrow(() -> new TypeConversionException("expected en or zh, got: " + word));
    }
  }
}

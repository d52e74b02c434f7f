package dev.parallax.cli;

import dev.parallax.cli.options.OutputOptions;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Console;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.CauseCatalogue;
import dev.parallax.report.words.Language;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parallax causes}: the catalogue of causes. */
@Command(
    name = "causes",
    description = "Print the catalogue of causes, with symptoms and remedies.")
final class CausesCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "CODE",
      arity = "0..1",
      description =
          "Restrict the output to this cause, by code or name, e.g. E2 or edge_name_policy.")
  private Optional<String> code = Optional.empty();

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      converter = OutputOptions.LanguageConverter.class,
      description = "Language of the output, en or zh. Default: from LC_ALL, LC_MESSAGES or LANG.")
  private Optional<Language> language = Optional.empty();

  CausesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var words = Catalogue.of(language.orElseGet(() -> Language.ofLocale(console.environment())));
    var catalogue = new CauseCatalogue(words);
    var asked = code.map(this::named).map(Stream::of).orElseGet(() -> Stream.of(Cause.values()));
    asked.forEach(
        cause -> {
          catalogue.text(cause).forEach(console.out()::println);
          console.out().println();
        });
    return ExitCode.OK.code();
  }

  private Cause named(String text) {
    return Stream.of(Cause.values())
        .filter(cause -> cause.code().equalsIgnoreCase(text) || cause.word().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                CliException.usage("CODE is a cause such as E2 or edge_name_policy, got: " + text));
  }
}

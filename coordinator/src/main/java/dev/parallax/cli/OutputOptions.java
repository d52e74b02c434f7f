package dev.parallax.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** In which forms a report is printed, and where. */
final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT[=FILE]",
      description = "text, json or jsonl, to standard output or a file; may be repeated.")
  private List<String> outputs = new ArrayList<>();

  @Option(names = "-J", description = "Same as -o json.")
  private boolean json;

  @Option(names = "-q", description = "No progress on standard error.")
  private boolean quiet;

  boolean quiet() {
    return quiet;
  }

  /** What was asked for; text on standard output when nothing was. */
  List<Output> outputs() {
    var asked =
        Stream.concat(outputs.stream(), json ? Stream.of("json") : Stream.empty())
            .map(Output::parse)
            .distinct()
            .toList();
    if (asked.stream().filter(output -> output.file().isEmpty()).count() > 1) {
      throw CliException.usage(
          "-o: one format at most goes to standard output, give the others a file, got: "
              + String.join(", ", outputs)
              + (json ? ", -J" : ""));
    }
    return asked.isEmpty() ? List.of(new Output(Format.TEXT, Optional.empty())) : asked;
  }
}

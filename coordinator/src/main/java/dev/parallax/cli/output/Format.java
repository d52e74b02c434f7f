package dev.parallax.cli.output;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forms a report can be printed in. */
public enum Format {
  TEXT,
  WIDE,
  JSON,
  JSONL,
  HTML,
  MARKDOWN,
  JUNIT,
  CSV,
  PROM,
  GITHUB;

  static Format of(String word) {
    return Stream.of(values())
        .filter(format -> format.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                CliException.usage(
                    "-o: a format is one of " + words(List.of(values())) + ", got: " + word));
  }

  /** As written on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static String words(Collection<Format> formats) {
    return formats.stream().map(Format::word).collect(Collectors.joining(", "));
  }
}

package dev.parallax.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forms a report can be printed in. */
enum Format {
  TEXT,
  JSON,
  JSONL,
  HTML,
  MARKDOWN,
  JUNIT,
  CSV,
  GITHUB;

  static Format of(String word) {
    return Stream.of(values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () -> CliException.usage("-o: a format is one of " + words() + ", got: " + word));
  }

  static String words() {
    return Stream.of(values())
        .map(format -> format.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}

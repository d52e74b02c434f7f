package dev.parallax.cli;

import java.util.Locale;
import java.util.stream.Stream;

/** The forms a report can be printed in. */
enum Format {
  TEXT,
  JSON,
  JSONL;

  static Format of(String word) {
    return Stream.of(values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> CliException.usage("-o: a format is text, json or jsonl, got: " + word));
  }
}

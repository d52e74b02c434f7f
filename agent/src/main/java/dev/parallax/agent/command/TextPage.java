package dev.parallax.agent.command;

import dev.parallax.text.Printable;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/** Two columns, a name and what is so. */
final class TextPage {
  private final PrintWriter out;

  TextPage(PrintWriter out) {
    this.out = out;
  }

  void line(String name, String value) {
    out.printf("%-24s%s%n", name, Printable.of(value));
    out.flush();
  }

  /** One line an entry, in key order; {@code prefix} before each key, if there is one. */
  void lines(String prefix, Map<String, String> entries) {
    new TreeMap<>(entries)
        .forEach((key, value) -> line(prefix.isEmpty() ? key : prefix + " " + key, value));
  }
}

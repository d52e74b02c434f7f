package dev.parallax.agent.command;

import dev.parallax.text.Printable;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/** Two columns: a name and its value. */
final class TextPage {
  private final PrintWriter out;

  TextPage(PrintWriter out) {
    this.out = out;
  }

  void line(String name, String value) {
    out.printf("%-24s%s%n", name, Printable.of(value));
    out.flush();
  }

  /**
   * One line for each entry, in the order of the keys; {@code prefix} precedes each key, if
   * present.
   */
  void lines(String prefix, Map<String, String> entries) {
    new TreeMap<>(entries)
        .forEach((key, value) -> line(prefix.isEmpty() ? key : prefix + " " + key, value));
  }
}

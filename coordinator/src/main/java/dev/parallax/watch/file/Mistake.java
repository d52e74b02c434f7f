package dev.parallax.watch.file;

import dev.parallax.text.Printable;

/**
 * What is wrong in a watch file.
 *
 * @param line 1 or more
 * @param reason with the value and what was expected
 */
public record Mistake(int line, String reason) {
  @Override
  public String toString() {
    return "line " + line + ": " + Printable.of(reason);
  }
}

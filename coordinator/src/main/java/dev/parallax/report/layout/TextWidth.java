package dev.parallax.report.layout;

import dev.parallax.text.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * The number of columns for a text. Tables use all of them; sentences are limited for readability.
 */
public record TextWidth(int columns) {
  public static final TextWidth USUAL = new TextWidth(80);
  private static final int LEAST = 40;
  private static final int MOST = 400;
  private static final int READABLE = 110;

  public TextWidth {
    columns = Math.clamp(columns, LEAST, MOST);
  }

  public String rule() {
    return "─".repeat(columns);
  }

  /** One line, truncated to the width. */
  public String cut(String text) {
    return DisplayWidth.cut(Printable.of(text), columns);
  }

  /** Lines that fit; a word that is too long gets a line of its own. */
  public List<String> wrap(String first, String rest, String text) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder(first);
    var empty = true;
    for (var word : LineBreaks.of(text)) {
      if (!empty && DisplayWidth.of(line) + DisplayWidth.of(word.stripTrailing()) > sentence()) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(rest);
      }
      line.append(word);
      empty = false;
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  private int sentence() {
    return Math.min(columns, READABLE);
  }
}

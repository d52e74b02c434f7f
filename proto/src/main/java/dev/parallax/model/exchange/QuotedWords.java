package dev.parallax.model.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Words on a line, separated by blanks. Within {@code '…'} or {@code "…"} a blank belongs to the
 * word; a quote of the other kind, and a backslash anywhere, stand for themselves.
 */
public final class QuotedWords {
  private QuotedWords() {}

  /**
   * Splits a line; a {@code #} at the beginning of a word starts a comment.
   *
   * @throws IllegalArgumentException when a quotation has no end
   */
  public static List<String> split(String line) {
    var words = new ArrayList<String>();
    int at = 0;
    while (at < line.length() && line.charAt(at) != '#') {
      if (isBlank(line.charAt(at))) {
        at++;
      } else {
        var word = new StringBuilder();
        at = word(line, at, word);
        words.add(word.toString());
      }
    }
    return List.copyOf(words);
  }

  private static int word(String line, int from, StringBuilder word) {
    int at = from;
    while (at < line.length() && !isBlank(line.charAt(at))) {
      char next = line.charAt(at);
      if (next == '"' || next == '\'') {
        int end = line.indexOf(next, at + 1);
        Expected.that(end > 0, "a quotation ends with " + next, line.substring(at));
        word.append(line, at + 1, end);
        at = end + 1;
      } else {
        word.append(next);
        at++;
      }
    }
    return at;
  }

  private static boolean isBlank(char next) {
    return next == ' ' || next == '\t';
  }

  /** One line that {@link #split} reads back. */
  public static String joined(List<String> words) {
    return words.stream().map(QuotedWords::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    boolean plain =
        !word.isEmpty()
            && !word.startsWith("#")
            && word.chars().noneMatch(c -> c == '"' || c == '\'' || isBlank((char) c));
    if (plain) {
      return word;
    }
    return word.contains("'") ? "'" + word.replace("'", "'\"'\"'") + "'" : "'" + word + "'";
  }
}

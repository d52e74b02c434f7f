package dev.parallax.report;

import java.util.regex.Pattern;

/**
 * Makes text of others fit for a terminal: escape sequences, control characters, bidirectional and
 * other invisible marks are taken out, and the rest is bounded.
 */
public final class Printable {
  private static final int LIMIT = 300;
  private static final Pattern ESCAPES =
      Pattern.compile(
          "(?:\\u001B\\[|\\u009B)[0-?]*[ -/]*[@-~]"
              + "|(?:\\u001B[PX^_\\]]|[\\u0090\\u0098\\u009D-\\u009F])[^\\u0007\\u001B\\u009C]*"
              + "(?:\\u0007|\\u001B\\\\|\\u009C)?");

  private Printable() {}

  /** At most 300 characters of {@code text}, on one line. */
  public static String of(String text) {
    return of(text, LIMIT);
  }

  /** At most {@code limit} code points, the last of them {@code …} when something was cut. */
  public static String of(String text, int limit) {
    return text.length() <= limit && isPlain(text) ? text : cleaned(text, limit);
  }

  /** Most texts are, and need no more than a look. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static String cleaned(String text, int limit) {
    var bounded = text.length() > 20 * limit ? text.substring(0, 20 * limit) : text;
    var points =
        ESCAPES
            .matcher(bounded)
            .replaceAll("")
            .codePoints()
            .map(point -> point == '\n' || point == '\t' ? ' ' : point)
            .filter(point -> !isHidden(point))
            .limit(limit + 1L)
            .toArray();
    return points.length <= limit
        ? new String(points, 0, points.length)
        : new String(points, 0, limit - 1) + "…";
  }

  /** Whether a terminal would obey or hide this character instead of showing it. */
  static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}

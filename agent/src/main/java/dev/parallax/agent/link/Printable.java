package dev.parallax.agent.link;

/** Text of others, made fit for one line of a terminal. */
public final class Printable {
  private static final int LIMIT = 300;

  private Printable() {}

  /** At most 300 characters; control and formatting characters become {@code ?}. */
  public static String of(String text) {
    return of(text, LIMIT);
  }

  /** At most {@code limit} characters; control and formatting characters become {@code ?}. */
  public static String of(String text, int limit) {
    return text.codePoints()
        .limit(limit)
        .map(point -> unfit(point) ? '?' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean unfit(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}

package dev.parallax.model;

/** Text of others made fit for a message. */
final class Text {
  private static final int SHOWN = 200;

  private Text() {}

  /** At most 200 characters, control characters as question marks. */
  static String printable(String text) {
    return text.codePoints()
        .limit(SHOWN)
        .map(point -> Character.isISOControl(point) ? '?' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}

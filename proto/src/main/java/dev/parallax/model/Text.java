package dev.parallax.model;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Text of peers: made fit for a message, or checked before it is written to a socket. */
final class Text {
  private static final int SHOWN = 200;

  private Text() {}

  /** At most 200 characters; control and formatting characters become question marks. */
  static String printable(String text) {
    return text.codePoints()
        .limit(SHOWN)
        .map(point -> unfit(point) ? '?' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Whether every character is ASCII and visible: no space, no control character. */
  static boolean isVisible(String text) {
    return text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }

  /** Characters beyond ASCII as the percent-encoded octets of UTF-8 (RFC 3987, section 3.1). */
  static String percentEncoded(String text) {
    var encoded = new StringBuilder();
    for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
      if (next >= 0) {
        encoded.append((char) next);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(next));
      }
    }
    return encoded.toString();
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

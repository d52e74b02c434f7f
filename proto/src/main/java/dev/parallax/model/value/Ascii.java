package dev.parallax.model.value;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The characters permitted in a request line, a header or a protocol name. */
public final class Ascii {
  private Ascii() {}

  /** Whether every character is ASCII and visible: no space, no control character. */
  public static boolean isVisible(String text) {
    return text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }

  /** Characters beyond ASCII as the percent-encoded octets of UTF-8 (RFC 3987, section 3.1). */
  public static String percentEncoded(String text) {
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
}

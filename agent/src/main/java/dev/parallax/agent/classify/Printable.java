package dev.parallax.agent.classify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Hostile bytes as bounded text without control characters. */
public final class Printable {
  /** Control, format, line and paragraph, surrogate, private and unassigned characters. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\\s]+", Pattern.UNICODE_CHARACTER_CLASS);

  private Printable() {}

  /** Each byte outside printable ASCII becomes a full stop. */
  public static String ascii(byte[] bytes, int limit) {
    var head = Arrays.copyOf(bytes, Math.min(bytes.length, limit));
    for (int i = 0; i < head.length; i++) {
      head[i] = head[i] < 0x20 || head[i] == 0x7f ? (byte) '.' : head[i];
    }
    return new String(head, StandardCharsets.US_ASCII);
  }

  /**
   * Control characters become spaces, also those that change the direction of text or cannot be
   * seen, and runs of white space one space.
   */
  public static String text(String text, int limit) {
    var clean = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    return clean.length() <= limit ? clean : clean.substring(0, whole(clean, limit));
  }

  /** Never half of a surrogate pair. */
  private static int whole(String text, int limit) {
    return limit > 0 && Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
  }

  /** The words of a throwable: its class when it has no message. */
  public static String said(Throwable cause) {
    var message = cause.getMessage();
    return text(message == null ? cause.getClass().getSimpleName() : message, 300);
  }
}

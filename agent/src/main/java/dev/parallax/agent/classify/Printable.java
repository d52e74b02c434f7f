package dev.parallax.agent.classify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Hostile bytes as bounded text without control characters. */
public final class Printable {
  private Printable() {}

  /** Each byte outside printable ASCII becomes a full stop. */
  public static String ascii(byte[] bytes, int limit) {
    var head = Arrays.copyOf(bytes, Math.min(bytes.length, limit));
    for (int i = 0; i < head.length; i++) {
      head[i] = head[i] < 0x20 || head[i] == 0x7f ? (byte) '.' : head[i];
    }
    return new String(head, StandardCharsets.US_ASCII);
  }

  /** Control characters become spaces, runs of white space one space. */
  public static String text(String text, int limit) {
    var clean = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return clean.length() <= limit ? clean : clean.substring(0, limit);
  }

  /** The words of a throwable: its class when it has no message. */
  public static String said(Throwable cause) {
    var message = cause.getMessage();
    return text(message == null ? cause.getClass().getSimpleName() : message, 300);
  }
}

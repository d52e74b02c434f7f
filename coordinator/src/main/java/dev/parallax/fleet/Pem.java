package dev.parallax.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;

/** The textual encoding of keys and certificates (RFC 7468). */
final class Pem {
  private static final String BEGIN = "-----BEGIN %s-----\n";
  private static final String END = "-----END %s-----\n";

  private Pem() {}

  static String encode(String label, byte[] der) {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return BEGIN.formatted(label) + body + "\n" + END.formatted(label);
  }

  /**
   * The first block of that label.
   *
   * @throws IllegalArgumentException without repeating the text, which may be a key
   */
  static byte[] decode(String label, String text) {
    var from = text.indexOf(BEGIN.formatted(label));
    var to = text.indexOf(END.formatted(label).strip());
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("expected a PEM block " + label + ", found none");
    }
    var body = text.substring(from + BEGIN.formatted(label).length(), to);
    return Base64.getMimeDecoder().decode(body.getBytes(US_ASCII));
  }
}

package dev.parallax.certificate;

import java.util.regex.Pattern;

/** Names out of certificates as bounded text on one line, without control or invisible marks. */
final class Printable {
  private static final Pattern HIDDEN = Pattern.compile("[\\p{C}\\p{Z}\\s]+");

  private Printable() {}

  static String text(String text, int limit) {
    var bounded = text.length() <= 4 * limit ? text : text.substring(0, 4 * limit);
    var clean = HIDDEN.matcher(bounded).replaceAll(" ").strip();
    return clean.length() <= limit ? clean : clean.substring(0, limit);
  }
}

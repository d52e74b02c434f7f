package dev.parallax.fleet;

/** A stranger's text, fit to be repeated: one line, without control characters, and short. */
public final class Printable {
  private static final int LONGEST = 200;

  private Printable() {}

  public static String of(String text) {
    var head = text.substring(0, Math.min(text.length(), LONGEST));
    var clean = head.replaceAll("\\p{C}", "?");
    return text.length() > LONGEST ? clean + "…" : clean;
  }
}

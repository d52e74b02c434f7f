package dev.parallax.cli;

import java.util.regex.Pattern;

/** Colours what a text report says with symbols already; nothing is said by colour alone. */
final class Paint {
  private static final Pattern GOOD = Pattern.compile("✓ [0-9.]+(?:ms|s|/[0-9]+)?");
  private static final Pattern MIXED = Pattern.compile("~ [0-9]+/[0-9]+");
  private static final Pattern BAD = Pattern.compile("✗ [0-9]+/[0-9]+");
  private static final int GREEN = 32;
  private static final int YELLOW = 33;
  private static final int RED = 31;

  private Paint() {}

  static String of(String text) {
    return paint(paint(paint(text, GOOD, GREEN), MIXED, YELLOW), BAD, RED);
  }

  private static String paint(String text, Pattern what, int colour) {
    return what.matcher(text).replaceAll("\u001b[" + colour + "m$0\u001b[0m");
  }
}

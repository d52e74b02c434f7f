package dev.parallax.report.layout;

/**
 * The number of terminal columns of a text: two for wide and fullwidth characters, none for
 * combining marks (Unicode Standard Annex 11, of Unicode 16).
 */
public final class DisplayWidth {
  /** First and last of each wide range, in order. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x231A, 0x231B, 0x23E9, 0x23EC, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF,
    0x4E00, 0x9FFF, 0xA000, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19,
    0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18D08, 0x1AFF0, 0x1B2FB, 0x1F300,
    0x1F320, 0x1F337, 0x1F37C, 0x1F400, 0x1F4FC, 0x1F500, 0x1F53D, 0x1F5FB, 0x1F64F, 0x1F680,
    0x1F6C5, 0x1F900, 0x1F9FF, 0x20000, 0x2FFFD, 0x30000, 0x3FFFD
  };

  private DisplayWidth() {}

  public static int of(CharSequence text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  static int of(int point) {
    if (point < WIDE[0]) {
      return isCombining(point) ? 0 : 1;
    }
    return isWide(point) ? 2 : isCombining(point) ? 0 : 1;
  }

  static boolean isWide(int point) {
    for (int i = 0; i < WIDE.length && point >= WIDE[i]; i += 2) {
      if (point <= WIDE[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCombining(int point) {
    return point >= 0x300
        && switch (Character.getType(point)) {
          case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
          default -> false;
        };
  }

  /** At most {@code width} columns, the last of them {@code …} when the text was truncated. */
  public static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    var kept = new StringBuilder();
    int free = width - 1;
    for (int point : text.codePoints().toArray()) {
      free -= of(point);
      if (free < 0) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept + "…";
  }
}

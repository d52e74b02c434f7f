package dev.parallax.text;

import java.util.regex.Pattern;

/** The characters and sequences that a terminal obeys or does not show. */
final class Hidden {
  /** Control sequences and control strings of ECMA-48, in their 7-bit and 8-bit forms. */
  static final Pattern ESCAPE_SEQUENCES =
      Pattern.compile(
          "(?:\\u001B\\[|\\u009B)[0-?]*[ -/]*[@-~]"
              + "|(?:\\u001B[PX^_\\]]|[\\u0090\\u0098\\u009D-\\u009F])[^\\u0007\\u001B\\u009C]*"
              + "(?:\\u0007|\\u001B\\\\|\\u009C)?");

  /**
   * First and last character of each range of Unicode's {@code Default_Ignorable_Code_Point} that
   * the general category does not classify as invisible.
   */
  private static final int[] IGNORABLE = {
    0x034F, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x3164, 0x3164, 0xFE00, 0xFE0F,
    0xFFA0, 0xFFA0, 0xE0000, 0xE0FFF
  };

  private Hidden() {}

  static boolean is(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> isIgnorable(point);
    };
  }

  /** Whether the character ends a line or moves to a tabulator stop. */
  static boolean isBreak(int point) {
    return (point >= '\t' && point <= '\r') || point == 0x85 || point == 0x2028 || point == 0x2029;
  }

  private static boolean isIgnorable(int point) {
    for (int i = 0; point >= IGNORABLE[0] && i < IGNORABLE.length; i += 2) {
      if (point >= IGNORABLE[i] && point <= IGNORABLE[i + 1]) {
        return true;
      }
    }
    return false;
  }
}

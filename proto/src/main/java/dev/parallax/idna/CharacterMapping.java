package dev.parallax.idna;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The mapping of a character in a domain name (UTS #46, section 5): compatibility forms and case
 * are folded, invisible characters are removed, and the four deviation characters are unchanged.
 */
final class CharacterMapping {
  /** Sharp s, final sigma, and the joiners: IDNA 2003 mapped them to other names. */
  private static final Set<Integer> DEVIATIONS = Set.of(0xDF, 0x3C2, 0x200C, 0x200D);

  private static final int CAPITAL_SHARP_S = 0x1E9E;
  private static final int DOTLESS_I = 0x131;
  private static final int IDEOGRAPHIC_FULL_STOP = 0x3002;
  private static final int FINAL_SIGMA = 0x3C2;
  private static final int FULLWIDTH_FULL_STOP = 0xFF0E;
  private static final int HALFWIDTH_FULL_STOP = 0xFF61;
  private static final int REPLACEMENT = 0xFFFD;
  private static final int OBJECT_REPLACEMENT = 0xFFFC;

  /** Ideographic description characters, which describe characters without a code point. */
  private static final Range DESCRIPTION = new Range(0x2FF0, 0x2FFF);

  private static final int SUBTRACTION = 0x31EF;

  private static final List<Range> IGNORED =
      List.of(
          new Range(0xAD, 0xAD),
          new Range(0x34F, 0x34F),
          new Range(0x115F, 0x1160),
          new Range(0x17B4, 0x17B5),
          new Range(0x180B, 0x180F),
          new Range(0x200B, 0x200B),
          new Range(0x2060, 0x2064),
          new Range(0x206A, 0x206F),
          new Range(0x3164, 0x3164),
          new Range(0xFE00, 0xFE0F),
          new Range(0xFEFF, 0xFEFF),
          new Range(0xFFA0, 0xFFA0),
          new Range(0x1BCA0, 0x1BCA3),
          new Range(0x1D173, 0x1D17A),
          new Range(0xE0100, 0xE01EF));

  private record Range(int first, int last) {
    boolean contains(int point) {
      return point >= first && point <= last;
    }
  }

  private CharacterMapping() {}

  /**
   * Empty for ignored characters.
   *
   * @throws IllegalArgumentException when the character is not allowed in domain names
   */
  static String of(int point) {
    if (point < 0x80 || DEVIATIONS.contains(point)) {
      return folded(point);
    }
    if (isFullStop(point)) {
      return ".";
    }
    if (isIgnored(point)) {
      return "";
    }
    var mapped = point == CAPITAL_SHARP_S ? "\u00df" : compatible(point);
    if (mapped.contains(".") || mapped.codePoints().anyMatch(CharacterMapping::isForbidden)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "U+%04X is not allowed in a domain name", point));
    }
    return mapped;
  }

  private static boolean isFullStop(int point) {
    return point == IDEOGRAPHIC_FULL_STOP
        || point == FULLWIDTH_FULL_STOP
        || point == HALFWIDTH_FULL_STOP;
  }

  /** Twice, because the result of case folding may have a compatibility form. */
  private static String compatible(int point) {
    var once = folded(Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC));
    return folded(Normalizer.normalize(once, Normalizer.Form.NFKC))
        .replace((char) FINAL_SIGMA, '\u03c3');
  }

  private static String folded(String text) {
    var folded = new StringBuilder();
    text.codePoints().forEach(point -> folded.append(folded(point)));
    return folded.toString();
  }

  /**
   * Full case folding, through upper case, so that letters with several lower-case forms are equal.
   */
  private static String folded(int point) {
    if (DEVIATIONS.contains(point) || point == DOTLESS_I || isCherokee(point)) {
      return Character.toString(isCherokee(point) ? Character.toUpperCase(point) : point);
    }
    return Character.toString(point)
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .collect(
            StringBuilder::new,
            (text, upper) -> text.append(Character.toString(upper).toLowerCase(Locale.ROOT)),
            StringBuilder::append)
        .toString();
  }

  /** The one script whose letters fold to upper case. */
  private static boolean isCherokee(int point) {
    return Character.UnicodeScript.of(point) == Character.UnicodeScript.CHEROKEE;
  }

  /** Invisible characters, except the joiners. */
  private static boolean isIgnored(int point) {
    return IGNORED.stream().anyMatch(range -> range.contains(point));
  }

  private static boolean isForbidden(int point) {
    return point >= 0x80
        && !DEVIATIONS.contains(point)
        && (isOfForbiddenType(point)
            || point == IDEOGRAPHIC_FULL_STOP
            || point == REPLACEMENT
            || point == OBJECT_REPLACEMENT
            || DESCRIPTION.contains(point)
            || point == SUBTRACTION);
  }

  private static boolean isOfForbiddenType(int point) {
    return switch (Character.getType(point)) {
      case Character.UNASSIGNED,
          Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}

package dev.parallax.idna;

import java.lang.Character.UnicodeScript;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The permitted positions of the zero-width joiner and non-joiner (RFC 5892, appendix A.1 and A.2):
 * after a virama, and the non-joiner between letters of a joining script.
 */
final class Joiners {
  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;

  /** Characters of canonical combining class 9, which the platform identifies by name only. */
  private static final Pattern VIRAMA =
      Pattern.compile(
          ".*(VIRAMA|AL-LAKUNA|PHINTHU|HALANTA|ASAT|COENG|PAMUDPOD|PAMAAEH|SAKOT|ADEG ADEG"
              + "|PANGOLAT|PANONGONAN|PANGRANGKEP|VOWEL INHERENT|CONJOINER).*");

  private static final Set<UnicodeScript> JOINING =
      Set.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.NKO,
          UnicodeScript.MANDAIC,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.PHAGS_PA,
          UnicodeScript.MANICHAEAN,
          UnicodeScript.PSALTER_PAHLAVI,
          UnicodeScript.ADLAM,
          UnicodeScript.HANIFI_ROHINGYA,
          UnicodeScript.SOGDIAN);

  private Joiners() {}

  /**
   * @throws IllegalArgumentException when a joiner is at a position where it is invisible
   */
  static void check(String label) {
    int[] points = label.codePoints().toArray();
    for (int at = 0; at < points.length; at++) {
      boolean joiner = points[at] == JOINER || points[at] == NON_JOINER;
      if (joiner && !follows(points, at) && !(points[at] == NON_JOINER && isBetween(points, at))) {
        throw new IllegalArgumentException("a joiner stands where it changes nothing");
      }
    }
  }

  private static boolean follows(int[] points, int at) {
    return at > 0
        && Optional.ofNullable(Character.getName(points[at - 1]))
            .filter(name -> VIRAMA.matcher(name).matches())
            .isPresent();
  }

  private static boolean isBetween(int[] points, int at) {
    return at > 0
        && at + 1 < points.length
        && JOINING.contains(UnicodeScript.of(points[at - 1]))
        && JOINING.contains(UnicodeScript.of(points[at + 1]));
  }
}

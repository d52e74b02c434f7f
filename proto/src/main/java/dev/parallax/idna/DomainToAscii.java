package dev.parallax.idna;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * ToASCII of UTS #46, section 4.2, with {@code Transitional_Processing}, {@code UseSTD3ASCIIRules},
 * {@code CheckHyphens} and {@code VerifyDnsLength} false, as in the WHATWG URL standard: {@code
 * faß.example} is {@code xn--fa-hia.example}, never {@code fass.example}.
 *
 * <p>{@code CheckBidi} is omitted: it only refuses names that no registry registers.
 */
public final class DomainToAscii {
  private static final String PREFIX = "xn--";

  private DomainToAscii() {}

  /**
   * The name in the form of DNS, TLS and HTTP, in lower case; a dot at the end is kept.
   *
   * @throws IllegalArgumentException when a character or a label is not allowed in domain names;
   *     the message contains its code point
   */
  public static String of(String name) {
    var mapped = Normalizer.normalize(mapped(name), Normalizer.Form.NFC);
    return Arrays.stream(mapped.split("\\.", -1))
        .map(DomainToAscii::label)
        .collect(Collectors.joining("."));
  }

  private static String mapped(String name) {
    var mapped = new StringBuilder(name.length());
    name.codePoints().forEach(point -> mapped.append(CharacterMapping.of(point)));
    return mapped.toString();
  }

  private static String label(String label) {
    if (isAscii(label)) {
      return label.toLowerCase(Locale.ROOT);
    }
    if (label.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a label that begins with xn-- is ASCII");
    }
    if (isMark(label.codePointAt(0))) {
      throw new IllegalArgumentException("a label does not begin with a combining mark");
    }
    Joiners.check(label);
    return PREFIX + Punycode.encode(label);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static boolean isMark(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }
}

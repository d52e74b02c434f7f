package dev.parallax.idna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names that browsers resolve for such input (WHATWG URL, "domain to ASCII"). */
final class DomainToAsciiTest {
  @ParameterizedTest
  @CsvSource({
    "faß.example, xn--fa-hia.example",
    "FAẞ.example, xn--fa-hia.example",
    "βόλος.example, xn--nxasmm1c.example",
    "ΒΌΛΟΣ.example, xn--nxasmq6b.example",
    "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.example, xn--mgba3gch31f060k.example",
    "\u0dc1\u0dca\u200d\u0dbb\u0dd3.example, xn--10cl1a0b660p.example",
    "\uD83D\uDCA9.example, xn--ls8h.example",
    "i\u2764\uFE0F.example, xn--i-7iq.example",
    "bücher.example, xn--bcher-kva.example",
    "bu\u0308cher.example, xn--bcher-kva.example",
    "BÜCHER.EXAMPLE, xn--bcher-kva.example",
    "日本語。ｅｘａｍｐｌｅ, xn--wgv71a119e.example",
    "a\u00adb.example, ab.example",
    "≠.example, xn--1ch.example",
    "a†--.example, xn--a---kp0a.example",
    "ab--c.ß, ab--c.xn--zca",
    "code_cube.wild.example., code_cube.wild.example.",
    "xn--ZCA.example, xn--zca.example",
    "\u212Aelvin.example, kelvin.example",
    "ﬁn.example, fin.example",
    "ᏴᎣᏏ.example, xn--88d2gve.example",
  })
  void nameIsMappedAsBrowsersMapIt(String typed, String asked) {
    assertEquals(asked, DomainToAscii.of(typed));
    assertEquals(asked, DomainToAscii.of(asked));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200D.example",
        "a\u200Cb.example",
        "\uFFFD.com",
        "xn--tešla",
        "\u0301a.example",
        "a\u202Eb.example",
        "\u2488com",
        "a\u2024b",
        "\uE000.example",
        "\u2028.example",
        "\u0378.example",
      })
  void whatNoNameMayHave_isRefused(String typed) {
    assertThrows(IllegalArgumentException.class, () -> DomainToAscii.of(typed));
  }

  @Test
  void refusalNamesTheCharacterByItsNumber() {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> DomainToAscii.of("a\u202Eb.example"));
    assertEquals("U+202E is not allowed in a domain name", refusal.getMessage());
  }

  /** Every single character: mapped or refused, and a mapped character is a fixed point. */
  @Test
  void mappingIsStable() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      var once = mapped(point);
      var twice = once.codePoints().mapToObj(DomainToAsciiTest::mapped).reduce("", String::concat);
      assertEquals(nfc(once), nfc(twice), "U+" + Integer.toHexString(point));
    }
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static String mapped(int point) {
    try {
      return CharacterMapping.of(point);
    } catch (IllegalArgumentException refused) {
      return "";
    }
  }
}

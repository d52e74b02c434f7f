package dev.parallax.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No variant lets control or invisible characters through. */
final class PrintableTest {
  static String[][] removed() {
    return new String[][] {
      {"plain", "plain"},
      {"\u001b[31mred\u001b[0m", "red"},
      {"\u001b]0;title\u0007x", "x"},
      {"\u001b]8;;http://e\u001b\\link", "link"},
      {"\u009b2Jx", "x"},
      {"\u001bPq#0\u001b\\x", "x"},
      {"a\r\nb\rc\u0085d\u2028e\u2029f", "a b c d e f"},
      {"a\u202eb\u2066c\u200fd\u061ce", "abcde"},
      {"a\u0000b\u007fc\u0084d", "abcd"},
      {"a\ud800b\udc00c", "abc"},
      {"a\udb40\udc41b\udb40\udd10c\ufe0fd\u3164e", "abcde"},
      {"中文 é 😀", "中文 é 😀"},
      {"\u001b", ""},
    };
  }

  @ParameterizedTest
  @MethodSource("removed")
  void takesHiddenCharactersOut(String text, String expected) {
    assertEquals(expected, Printable.of(text));
  }

  @Test
  void escapesAsJsonDoes() {
    assertEquals(
        "a\\n\\r\\t\\u001b[31m\\u202e\\u2028\\ud800\\udb40\\udc41 中😀\\",
        Printable.escaped("a\n\r\t\u001b[31m\u202e\u2028\ud800\udb40\udc41 中😀\\", 200));
  }

  @Test
  void collapsesWhiteSpace() {
    assertEquals(
        "a b [2J c d",
        Printable.collapsed(" \n a\u00a0\u3000 b\u001b[2J\t\tc\udb40\udc41d\u200b ", 20));
  }

  @Test
  void bounds() {
    assertEquals("ab…", Printable.of("abcdef", 3));
    assertEquals("abc", Printable.of("abc", 3));
    assertEquals("", Printable.of("abc", 0));
    assertEquals(300, Printable.of("x".repeat(10_000_000)).length());
    assertEquals(300, Printable.of("中".repeat(10_000_000)).length());
  }

  @Test
  void neverHalvesASurrogatePair() {
    assertEquals("a", Printable.cut("a😀", 2));
    assertEquals("a😀", Printable.cut("a😀b", 3));
    assertEquals("a…", Printable.of("a😀b", 3));
    assertEquals("a", Printable.collapsed("a😀b", 2));
    assertEquals("a…", Printable.escaped("a😀b", 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 20, 300})
  void everyVariantIsBoundedAndVisible(int limit) {
    HostileText.many()
        .forEach(
            text -> {
              check(text, Printable.of(text, limit), limit);
              check(text, Printable.collapsed(text, limit), limit);
              check(text, Printable.escaped(text, limit), limit);
            });
  }

  @Test
  void cleaningTwiceChangesNothing() {
    HostileText.many()
        .forEach(
            text -> {
              var once = Printable.of(text, 40);
              assertEquals(once, Printable.of(once, 40));
              var escaped = Printable.escaped(text, 40);
              assertEquals(escaped, Printable.escaped(escaped, 40));
            });
  }

  @Test
  void bytesBecomeAscii() {
    var bytes = new byte[500];
    new Random(1).nextBytes(bytes);
    var ascii = Printable.ascii(bytes, 300);
    assertEquals(300, ascii.length());
    assertTrue(ascii.chars().allMatch(character -> character >= ' ' && character <= '~'));
  }

  private static void check(String text, String shown, int limit) {
    var in = Printable.escaped(text, 10_000);
    assertTrue(shown.length() <= limit, () -> in + " became " + shown.length() + " chars");
    assertFalse(shown.codePoints().anyMatch(Printable::isHidden), () -> in + " became " + shown);
    assertEquals(shown, new String(shown.getBytes(UTF_8), UTF_8), in);
  }
}

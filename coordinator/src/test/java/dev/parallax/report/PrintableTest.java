package dev.parallax.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing a terminal would obey gets through. */
final class PrintableTest {
  static String[][] hostile() {
    return new String[][] {
      {"plain", "plain"},
      {"\u001b[31mred\u001b[0m", "red"},
      {"\u001b]0;title\u0007x", "x"},
      {"\u001b]8;;http://e\u001b\\link", "link"},
      {"\u009b2Jx", "x"},
      {"\u001bPq#0\u001b\\x", "x"},
      {"a\r\nb", "a b"},
      {"a\u202eb\u2066c\u200fd", "abcd"},
      {"a\u0000b\u007fc\u0085d", "abcd"},
      {"a\ud800b", "ab"},
      {"中文 é 😀", "中文 é 😀"},
      {"\u001b", ""},
    };
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void strips(String text, String expected) {
    assertEquals(expected, Printable.of(text));
  }

  @Test
  void bounds() {
    assertEquals("ab…", Printable.of("abcdef", 3));
    assertEquals("abc", Printable.of("abc", 3));
    assertEquals(300, Printable.of("x".repeat(10_000_000)).length());
  }
}

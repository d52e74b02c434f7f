package dev.parallax.report.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.report.words.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns of a terminal, with wide characters and without. */
final class TextCellsTest {
  @ParameterizedTest
  @CsvSource({"abc, 3", "握手, 4", "ｱ, 1", "Ａ, 2", "（）, 4", "한국, 4", "e\u0301, 1", "✓ –, 3", "🚀, 2"})
  void countsColumns(String text, int columns) {
    assertEquals(columns, DisplayWidth.of(text));
  }

  @Test
  void cellsAreExactlyAsWideAsAsked() {
    assertEquals("握手 ", TextCells.cell("握手", 5));
    assertEquals("握…  ", TextCells.cell("握手重置", 5));
    assertEquals("ab… ", TextCells.cell("abcdef", 4));
  }

  @Test
  void breaksBetweenWideCharactersButNotBeforeACloser() {
    var lines = TextWidth.USUAL.wrap("", "  ", "握".repeat(39) + "手。" + "重置".repeat(30));
    assertTrue(lines.stream().allMatch(line -> DisplayWidth.of(line) <= 80), lines::toString);
    assertEquals("握".repeat(39), lines.getFirst());
    assertTrue(lines.get(1).startsWith("  手。重置"), lines::toString);
  }

  @Test
  void keepsWordsOfLettersWhole() {
    var lines = TextWidth.USUAL.wrap("1. ", "   ", "发出".repeat(18) + " ClientHello 后连接被重置");
    assertEquals(List.of("1. " + "发出".repeat(18), "   ClientHello 后连接被重置"), lines);
  }

  @Test
  void takesTheLanguageFromTheLocale() {
    assertEquals(Language.ZH, Language.ofLocale(Map.of("LANG", "zh_CN.UTF-8")));
    assertEquals(Language.EN, Language.ofLocale(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C")));
    assertEquals(Language.ZH, Language.ofLocale(Map.of("LC_ALL", "", "LC_MESSAGES", "zh_TW")));
    assertEquals(Language.EN, Language.ofLocale(Map.of()));
  }
}

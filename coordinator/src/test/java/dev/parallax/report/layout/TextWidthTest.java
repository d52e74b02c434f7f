package dev.parallax.report.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.report.Fixture;
import dev.parallax.report.Fleet;
import dev.parallax.report.Golden;
import dev.parallax.report.Report;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Language;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text report on terminals from narrow to wide, of fleets from small to large. */
final class TextWidthTest {
  private static final Catalogue ENGLISH = Catalogue.english();

  @Test
  void wideTerminal_armsBesideTheSteps() throws IOException {
    Golden.check("report.160.txt", TextReport.write(Fixture.report(), ENGLISH, 160));
  }

  @Test
  void narrowTerminal_failureBelow() throws IOException {
    Golden.check("report.48.txt", TextReport.write(Fixture.report(), ENGLISH, 48));
  }

  @Test
  void largeFleet_groupsWithCounts() throws IOException {
    Golden.check("fleet.txt", TextReport.write(Fleet.of(500), ENGLISH));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 72, 80, 100, 132, 160, 240})
  void everyWidth_noLineIsLonger(int columns) {
    for (var language : Language.values()) {
      for (var report : new Report[] {Fixture.report(), Fleet.of(500)}) {
        var text = TextReport.write(report, Catalogue.of(language), columns);
        text.lines().filter(line -> !isOneWord(line)).forEach(line -> fits(line, columns));
      }
    }
  }

  /** A word longer than a line is on a line of its own. */
  private static boolean isOneWord(String line) {
    return !line.strip().contains(" ");
  }

  private static void fits(String line, int columns) {
    assertTrue(DisplayWidth.of(line) <= columns, () -> columns + ": " + line);
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 160})
  void largeFleet_failingHaveRowsAndTheRestIsCounted(int columns) {
    var text = TextReport.write(Fleet.of(1_000), ENGLISH, columns);
    assertTrue(text.contains("af: 133 failing, 67 passing, 0 without result"), text);
    assertTrue(text.contains("more failing: "), text);
    assertTrue(text.lines().count() < 160, () -> text.lines().count() + " lines");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 39, 40})
  void tooNarrow_isFortyColumns(int columns) {
    assertEquals(40, new TextWidth(columns).columns());
  }

  @Test
  void sentences_stopWhereLinesBecomeHardToRead() {
    var lines = new TextWidth(240).wrap("", "", "word ".repeat(100));
    assertTrue(lines.stream().allMatch(line -> DisplayWidth.of(line) <= 110), lines::toString);
  }

  @Test
  void wideTerminal_saysWhatTheNarrowOneSays() {
    var wide = TextReport.write(Fixture.report(), ENGLISH, 160);
    var words = Stream.of(TextReport.write(Fixture.report(), ENGLISH).split("\\s+"));
    var missing =
        words
            .filter(word -> !word.contains("─") && !word.endsWith("…") && !wide.contains(word))
            .filter(word -> !word.equals("Arms,"))
            .toList();
    assertEquals(Arrays.asList(), missing);
    assertFalse(wide.contains("\nArms, passed of run"));
  }
}

package dev.parallax.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.cli.output.ReportColours;
import dev.parallax.cli.output.TerminalCapabilities;
import dev.parallax.cli.output.TerminalSize;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKeys;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.report.Fixture;
import dev.parallax.report.layout.DisplayWidth;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Language;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The screen during a sweep. */
final class LiveBoardTest {
  private static final List<Observation> SEEN = Fixture.sweep().targets().getFirst().observations();

  private static LiveBoard board(Language language, boolean coloured) {
    var board = new LiveBoard(Catalogue.of(language), coloured);
    board.started(Fixture.sweep().vantages());
    board.round("round 1: first look", 7 * 16, Set.of());
    return board;
  }

  @Test
  void aRowAVantageFillsIn() {
    var board = board(Language.EN, false);
    assertEquals("round 1: first look · 0/112 trials", board.lines(80, 24).getFirst());
    assertTrue(board.lines(80, 24).get(1).contains("DNS  · TCP  · TLS  · HTTP · 0/16"));
    SEEN.forEach(board::result);
    var lines = board.lines(80, 24);
    assertEquals(8, lines.size());
    assertEquals("round 1: first look · 102/112 trials", lines.getFirst());
    assertEquals(
        "ap-c1           AS64503   DNS  ✓ TCP  ✓ TLS  ~ HTTP ✓ 16/16     reset_after_cli…",
        lines.get(1));
    assertTrue(lines.get(6).startsWith("origin-lan      AS64510   DNS  ✓ TCP  ✓ TLS  ✓"));
  }

  @Test
  void aVantageOfALaterDrawHasItsRow() {
    var board = board(Language.EN, false);
    board.round("round 2", 16, Set.of(new VantageId("later")));
    assertEquals("round 2 · 0/16 trials", board.lines(80, 24).getFirst());
    board.result(at(SEEN.getFirst(), "later"));
    assertEquals("round 2 · 1/16 trials", board.lines(80, 24).getFirst());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 40, 60, 80, 160})
  void neverWiderThanTheTerminal(int width) {
    for (var language : Language.values()) {
      var board = board(language, false);
      SEEN.forEach(board::result);
      board.lines(width, 24).forEach(line -> assertTrue(DisplayWidth.of(line) <= width, line));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 24, 50})
  void neverHigherThanTheTerminal(int height) {
    var board = new LiveBoard(Catalogue.english(), false);
    board.started(IntStream.range(0, 500).mapToObj(LiveBoardTest::vantage).toList());
    board.round("round 1", 500, Set.of());
    assertTrue(board.lines(80, height).size() <= height);
  }

  @Test
  void manyVantagesAreGroupedByPlaceAndTheFailingOnesExpanded() {
    var board = new LiveBoard(Catalogue.english(), false);
    var fleet = IntStream.range(0, 500).mapToObj(LiveBoardTest::vantage).toList();
    board.started(fleet);
    board.round("round 1", 500, Set.of());
    var failed = SEEN.stream().filter(seen -> seen.failure().isPresent()).findFirst().orElseThrow();
    board.result(at(failed, "v7"));
    var lines = board.lines(80, 24);
    assertEquals("r0              100 vantages, 0 failing · 0/100 trials", lines.get(1));
    assertEquals("r2              100 vantages, 1 failing · 1/100 trials", lines.get(3));
    assertTrue(lines.get(6).startsWith("v7 "), lines.get(6));
    assertEquals(7, lines.size());
  }

  private static Vantage vantage(int number) {
    return new Vantage(
        new VantageId("v" + number),
        Map.of("region", "r" + number % 5),
        "1",
        Optional.empty(),
        Map.of());
  }

  private static Observation at(Observation seen, String vantage) {
    var key = seen.key();
    var moved = TrialKeys.withVantage(key, new VantageId(vantage));
    return new Observation(moved, seen.planHash(), seen.outcome(), seen.steps());
  }

  @Test
  void nothingOfTheBoardIsLeftWhenItCloses() {
    var out = new ByteArrayOutputStream();
    var screen =
        new LiveScreen(
            board(Language.EN, true),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            () -> new TerminalSize(24, 80));
    screen.started(List.of());
    screen.draw();
    screen.close();
    var said = out.toString(StandardCharsets.UTF_8);
    assertTrue(said.endsWith("\u001b[8A\r\u001b[J"), said);
  }

  @ParameterizedTest
  @CsvSource({
    "xterm, '', '', false, true, true, true",
    "xterm, '', '1', false, true, true, false",
    "xterm, 'true', '', false, true, false, false",
    "dumb, '', '', false, true, false, false",
    "xterm, '', '', true, true, false, false",
    "xterm, '', '', false, false, false, false",
  })
  void looksFollowTheTerminalAndTheEnvironment(
      String term,
      String continuous,
      String noColour,
      boolean flag,
      boolean onTerminal,
      boolean redraws,
      boolean coloured) {
    var environment = Map.of("TERM", term, "CI", continuous, "NO_COLOR", noColour);
    assertEquals(
        new TerminalCapabilities(redraws, coloured),
        TerminalCapabilities.of(environment, flag, onTerminal));
  }

  @Test
  void theReportIsColouredBesideItsSymbols() {
    assertEquals(
        "a \u001b[32m✓ 12ms\u001b[0m \u001b[31m✗ 0/5\u001b[0m \u001b[33m~ 4/5\u001b[0m",
        ReportColours.of("a ✓ 12ms ✗ 0/5 ~ 4/5", Catalogue.english()));
  }

  @Test
  void blameAndHeadingsStandOut() {
    var text =
        """
        ORIGIN / edge — the edge
        Evidence
        Evidence of ORIGIN
        """;
    assertEquals(
        """
        \u001b[1;31mORIGIN / edge\u001b[0m — the edge
        \u001b[1mEvidence\u001b[0m
        Evidence of ORIGIN
        """,
        ReportColours.of(text, Catalogue.english()));
  }

  @Test
  void sizesAreReadFromStty() {
    assertEquals(Optional.of(new TerminalSize(50, 160)), TerminalSize.parse("50 160"));
    assertFalse(TerminalSize.parse("0 0").isPresent());
    assertFalse(TerminalSize.parse("stty: no").isPresent());
  }
}

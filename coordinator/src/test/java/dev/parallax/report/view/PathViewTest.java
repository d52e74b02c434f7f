package dev.parallax.report.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.Fixture;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.words.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The path to the origin as one line. */
final class PathViewTest {
  private static final Catalogue ENGLISH = Catalogue.english();
  private static final Optional<VantageId> FROM = Optional.of(new VantageId("eu-a"));

  private static PathView way(int from, int to, int of) {
    return new PathView(
        FROM, new Verdict.Hops(from, to, of), new TreeMap<>(Map.of(3, "192.0.2.3")));
  }

  @Test
  void breakBetweenTwoHops() {
    assertEquals("eu-a ─ 1 ─ 2 ─✗─ 3 ┄ origin", way(2, 3, 4).strip(ENGLISH, 80));
  }

  @Test
  void breakSomewhereOnAStretch() {
    assertEquals("eu-a ─✗?─ 1 ─✗?─ 2 ┄ 3 ┄ origin", way(0, 2, 4).strip(ENGLISH, 80));
  }

  @Test
  void longWay_onlyWhatIsNearTheBreak() {
    assertEquals("eu-a ─ … ─ 9 ─ 10 ─✗─ 11 ┄ 12 ┄ … ┄ origin", way(10, 11, 30).strip(ENGLISH, 60));
  }

  @Test
  void lastHop_isTheOrigin() {
    assertEquals("eu-a ─ 1 ─ 2 ─✗─ 3 ┄ origin", way(2, 3, 3).strip(ENGLISH, 80));
  }

  @Test
  void routersAreNamed() {
    assertEquals(
        List.of("Path", "  eu-a ─ 1 ─ 2 ─✗─ 3 ┄ origin", "  3 192.0.2.3"),
        way(2, 3, 4).lines(ENGLISH, TextWidth.USUAL));
  }

  @Test
  void reportOfAVerdictWithHops_showsIt() {
    var text = TextReport.write(Fixture.report(), ENGLISH);
    assertTrue(text.contains(" ─ 1 ─ 2 ─✗─ 3 ┄ "), text);
  }
}

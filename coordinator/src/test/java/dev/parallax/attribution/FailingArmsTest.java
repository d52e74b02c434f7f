package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Arms that fail beside a base arm that passes are part of the belief and of the sentences. */
class FailingArmsTest {
  private static final List<String> WORDS = List.of("reset", "silent", "eof");
  private static final List<String> LARGE =
      List.of("browser_hello", "big_hello", "browser_hello big_hello");
  private static final List<String> SHAPES =
      List.of("tls12", "tls13", "ech_grease", "browser_hello", "big_hello");

  /** A device that reads only the first segment of a ClientHello. */
  @Test
  void browsersHellosFailEverywhere_theEdgeIsNamed_withTheArmsOwnCounts() {
    for (var arms : LARGE) {
      for (var word : WORDS) {
        for (int trials : List.of(1, 2, 3)) {
          for (int size : List.of(4, 6, 8)) {
            for (var inside : List.of("", "ok")) {
              var grid = grid(size, arms, trials + word, trials + word, inside);
              var verdict = first(grid);

              assertEquals(Blame.ORIGIN, verdict.blame(), () -> grid + verdict);
              assertEquals(Cause.EDGE_SIZE_POLICY, cause(verdict), () -> grid + verdict);
              for (var arm : arms.split(" ", -1)) {
                var found = find(verdict, FindingKind.ARM_FAILS_ALONE, arm);
                assertEquals(size * trials + "", found.parameters().get("failed"));
                assertEquals(size * trials + "", found.parameters().get("trials"));
                assertEquals(size, found.failing().size());
              }
              assertNoForeignSentence(verdict, grid);
            }
          }
        }
      }
    }
  }

  @Test
  void browsersHellosFailInOneRegion_thePathIsNamed_withTheArmsOwnCounts() {
    for (var arms : LARGE) {
      for (var word : WORDS) {
        for (int trials : List.of(2, 3)) {
          var grid = grid(6, arms, "ok", trials + word, "");
          var verdict = first(grid);

          assertEquals(Blame.REGION, verdict.blame(), () -> grid + verdict);
          for (var arm : arms.split(" ", -1)) {
            var found = find(verdict, FindingKind.ARM_FAILS_ALONE, arm);
            assertEquals(2 * trials + "", found.parameters().get("failed"));
            var elsewhere = find(verdict, FindingKind.ARM_PASSES_ELSEWHERE, arm);
            assertEquals("20", elsewhere.parameters().get("passed"));
          }
          assertNoForeignSentence(verdict, grid);
        }
      }
    }
  }

  /** The first round as planned: a device passes every small ClientHello. */
  @Test
  void firstRoundAgainstAFilterOfLargeHellos_namesTheEdge() {
    for (var word : WORDS) {
      for (int size : List.of(4, 6, 8)) {
        var rows = new StringBuilder("vantage base control no_sni reference browser_hello\n");
        for (int i = 0; i < size; i++) {
          rows.append("v").append(i).append(" ok ok ok ok 1").append(word).append('\n');
        }
        var verdict = first(rows.toString());

        assertEquals(Blame.ORIGIN, verdict.blame(), () -> rows + verdict.toString());
        assertEquals(Cause.EDGE_SIZE_POLICY, cause(verdict), () -> rows + verdict.toString());
      }
    }
  }

  /**
   * More vantages meet the fault of the arm, and nobody but the other one fails its base probes.
   */
  @Test
  void aVantageFailsItsBaseProbesBeside_itsVerdictIsTheFirst() {
    for (var word : WORDS) {
      for (int size : List.of(4, 6, 8)) {
        var grid = grid(size, "big_hello", "3" + word, "3" + word, "ok") + "af-z timeout timeout -";
        var verdicts = Attribution.attribute(Grid.sweep(grid)).getFirst().verdicts();

        assertEquals(
            List.of(Cause.UPLINK_DOWN, Cause.EDGE_SIZE_POLICY),
            verdicts.stream().map(FailingArmsTest::cause).toList(),
            () -> grid + verdicts);
        assertTrue(verdicts.get(0).explains().size() < verdicts.get(1).explains().size());
      }
    }
  }

  /** The first round has one such trial at each vantage: one failure may be chance. */
  @Test
  void oneBrowsersHelloFailsAtOneVantage_nobodyIsBlamed() {
    for (var word : WORDS) {
      for (int size : List.of(4, 6, 8, 12)) {
        var rows = new StringBuilder("vantage base control no_sni reference browser_hello\n");
        for (int i = 0; i < size; i++) {
          rows.append("v").append(i).append(" ok ok ok ok ");
          rows.append(i == 1 ? "1" + word : "ok").append('\n');
        }
        var verdict = first(rows.toString());

        assertTrue(
            Set.of(Blame.HEALTHY, Blame.INCONCLUSIVE).contains(verdict.blame()),
            () -> rows + verdict.toString());
      }
    }
  }

  /** A filter of one version, one extension or one fingerprint. */
  @Test
  void aShapeFailsInOneRegion_theTargetIsNotCalledHealthy() {
    for (var arm : SHAPES) {
      for (var word : WORDS) {
        for (int trials : List.of(2, 3)) {
          for (int size : List.of(6, 8)) {
            var grid = grid(size, arm, "ok", trials + word, "");
            var verdict = first(grid);

            assertNotEquals(Blame.HEALTHY, verdict.blame(), () -> grid + verdict);
            assertEquals(
                trials * (size / 3) + "",
                find(verdict, FindingKind.ARM_FAILS_ALONE, arm).parameters().get("failed"),
                () -> grid + verdict);
          }
        }
      }
    }
  }

  /** A server that speaks one version only is not at fault, and its answer is told. */
  @Test
  void aVersionIsRefusedEverywhere_healthyTellsIt() {
    for (var arm : List.of("tls12", "tls13")) {
      var verdict = first(grid(6, arm, "2alert", "2alert", "2alert"));

      assertEquals(Blame.HEALTHY, verdict.blame(), verdict::toString);
      var found = find(verdict, FindingKind.ARM_FAILS_ALONE, arm);
      assertEquals("14", found.parameters().get("failed"), verdict::toString);
      assertFalse(shown(verdict).contains(arm), verdict::toString);
    }
  }

  @Test
  void healthy_saysForWhatItWasShown_andWhatWasNotTried() {
    for (var arms : List.of("control", "browser_hello", "big_hello tls12", "tls13 browser_hello")) {
      for (int size : List.of(3, 4, 8)) {
        var verdict = first(grid(size, arms, "ok", "ok", ""));

        assertEquals(Blame.HEALTHY, verdict.blame(), verdict::toString);
        var finding = find(verdict, FindingKind.SHOWN_FOR, "");
        assertEquals(size, finding.controls().size());
        var untried = List.of(parameter(finding, "untried").split(", ", -1));
        assertTrue(shown(verdict).contains("base"), verdict::toString);
        for (var arm : List.of("big_hello", "browser_hello", "other_family", "quic")) {
          assertEquals(arms.contains(arm), shown(verdict).contains(arm), verdict::toString);
          assertEquals(!arms.contains(arm), untried.contains(arm), verdict::toString);
        }
      }
    }
  }

  /** No sentence claims a failure of which it counts none. */
  private static void assertNoForeignSentence(Verdict verdict, String grid) {
    for (var one : verdict.evidence()) {
      assertFalse(
          one.kind() == FindingKind.BASE_FAILS && parameter(one, "failed").equals("0"),
          () -> grid + one);
      assertFalse(
          one.kind() == FindingKind.ARM_PASSES && parameter(one, "baseFailed").equals("0"),
          () -> grid + one);
    }
  }

  private static List<String> shown(Verdict verdict) {
    return List.of(parameter(find(verdict, FindingKind.SHOWN_FOR, ""), "arms").split(", ", -1));
  }

  private static String parameter(Evidence evidence, String key) {
    return evidence.parameters().getOrDefault(key, "");
  }

  private static Cause cause(Verdict verdict) {
    return verdict.hypothesis().orElse(Cause.UNKNOWN);
  }

  private static Evidence find(Verdict verdict, FindingKind kind, String arm) {
    return verdict.evidence().stream()
        .filter(one -> one.kind() == kind)
        .filter(one -> arm.isEmpty() || arm.equals(one.parameters().get("arm")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(kind + " " + arm + " is missing: " + verdict));
  }

  private static Verdict first(String grid) {
    return Attribution.attribute(Grid.sweep(grid)).getFirst().verdicts().getFirst();
  }

  /** Every third vantage is in ap; all are in networks of their own. */
  private static String grid(int size, String arms, String elsewhere, String inAp, String inside) {
    int columns = arms.split(" ", -1).length;
    var rows = new StringBuilder("vantage base reference ").append(arms).append('\n');
    for (int i = 0; i < size; i++) {
      var region = List.of("eu", "us", "ap").get(i % 3);
      var cell = region.equals("ap") ? inAp : elsewhere;
      rows.append(region).append('-').append((char) ('a' + i)).append(" ok ok");
      rows.append((" " + cell).repeat(columns)).append('\n');
    }
    if (!inside.isEmpty()) {
      rows.append("inside ok ok").append((" " + inside).repeat(columns)).append('\n');
    }
    return rows.toString();
  }
}

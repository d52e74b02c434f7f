package dev.parallax.attribution.correction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.attribution.Grid;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.TargetTrials;
import org.junit.jupiter.api.Test;

/** A permutation test: the order of passed and failed trials, not their number, is a lock-out. */
class LockoutDetectorTest {
  /** C(10, 5) = 252 orders: p = 0.004 is not below 0.002; C(12, 6) = 924: p = 0.001 is. */
  @Test
  void oneVantage_needsAnOrderThatIsImprobableEnough() {
    assertEquals(0, banned("eu-a  5ok+5reset  ok"));
    assertEquals(6, banned("eu-a  6ok+6reset  ok"));
  }

  @Test
  void theOtherOrder_isNoLockout() {
    assertEquals(0, banned("eu-a  6reset+6ok  ok"));
    assertEquals(0, banned("eu-a  1ok+1reset+1ok+1reset+1ok+1reset+3ok+3reset  ok"));
  }

  @Test
  void alternatingFromTheFirstFailureOn_isNoLockout() {
    assertEquals(0, banned("eu-a  6ok+3reset+2ok+3reset+2ok+3reset  ok"));
  }

  @Test
  void noTrialThatPassed_isNoLockout() {
    assertEquals(0, banned("eu-a  20reset  ok"));
  }

  /** Half the evidence is enough where several vantages agree: C(7, 4) = 35, twice. */
  @Test
  void twoVantagesThatAgree_needLessEach() {
    assertEquals(0, banned("eu-a  3ok+4reset  ok"));
    assertEquals(8, banned("eu-a  3ok+4reset  ok\nap-b  3ok+4reset  ok"));
  }

  /** Vantages with the same failures in another order take that back. */
  @Test
  void vantagesThatContradict_needTheWholeEvidenceAgain() {
    assertEquals(
        0,
        banned(
            """
            eu-a  3ok+4reset                    ok
            ap-b  3ok+4reset                    ok
            us-c  1ok+1reset+1ok+2reset+1ok+1reset  ok
            """));
  }

  private static long banned(String rows) {
    var sweep = Grid.sweep("vantage  base  reference\n" + rows);
    var trials = TargetTrials.of(sweep, sweep.targets().getFirst()).vantages();
    return LockoutDetector.correct(trials).stream()
        .flatMap(vantage -> vantage.trials().stream())
        .map(ClassifiedTrial::symptom)
        .filter(Symptom.BANNED::equals)
        .count();
  }
}

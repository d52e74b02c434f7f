package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolTest {
  private static final Map<Sight, Double> USUAL =
      Map.of(Sight.OK, 0.88, Sight.ALERT_NAME, 0.07, Sight.CUT_AFTER_HELLO, 0.01);

  @Test
  void tenTimesAsManyWitnessesOfOneManner_areNotTenTimesTheEvidence() {
    assertTrue(gain(200, 0) < 2 * gain(20, 0));
  }

  @Test
  void whatOnlySomeSee_whileOthersPass_isLeftToACauseGladly() {
    assertTrue(gain(20, 60) > gain(20, 0) + 10);
  }

  @Test
  void takingNothingGainsNothing() {
    var pool = new Pool(0, USUAL, 0.03);
    pool.add(counts(Sight.OK, 5));
    assertEquals(0, pool.without(new double[Sight.COUNT]), 1e-12);
  }

  /** Of taking out every cut, beyond its background, with the background added back. */
  private static double gain(int cut, int passed) {
    var pool = new Pool(0, USUAL, 0.03);
    pool.add(counts(Sight.CUT_AFTER_HELLO, cut));
    pool.add(counts(Sight.OK, passed));
    double own = Math.log(0.97 * pool.manner()[Sight.CUT_AFTER_HELLO.index()] + 0.003);
    return pool.without(counts(Sight.CUT_AFTER_HELLO, cut)) - cut * own;
  }

  private static double[] counts(Sight sight, int count) {
    var counts = new double[Sight.COUNT];
    counts[sight.index()] = count;
    return counts;
  }
}

package dev.parallax.attribution.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.symptom.Symptom;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponseDistributionTest {
  private static final Map<Symptom, Double> USUAL =
      Map.of(Symptom.OK, 0.88, Symptom.ALERT_NAME, 0.07, Symptom.CUT_AFTER_HELLO, 0.01);

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
    var responses = new ResponseDistribution(0, USUAL, 0.03);
    responses.add(counts(Symptom.OK, 5));
    assertEquals(0, responses.gainWithout(new double[Symptom.COUNT]), 1e-12);
  }

  /** Of taking out every cut, beyond its background, with the background added back. */
  private static double gain(int cut, int passed) {
    var responses = new ResponseDistribution(0, USUAL, 0.03);
    responses.add(counts(Symptom.CUT_AFTER_HELLO, cut));
    responses.add(counts(Symptom.OK, passed));
    double own = StrictMath.log(0.97 * responses.shares()[Symptom.CUT_AFTER_HELLO.index()] + 0.003);
    return responses.gainWithout(counts(Symptom.CUT_AFTER_HELLO, cut)) - cut * own;
  }

  private static double[] counts(Symptom symptom, int count) {
    var counts = new double[Symptom.COUNT];
    counts[symptom.index()] = count;
    return counts;
  }
}

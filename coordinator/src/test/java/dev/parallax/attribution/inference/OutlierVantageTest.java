package dev.parallax.attribution.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Grid;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.OutlierModel;
import dev.parallax.attribution.symptom.SymptomSet;
import org.junit.jupiter.api.Test;

/** The outlier model: the log Bayes factor of packet loss or any symptom at a vantage. */
class OutlierVantageTest {
  @Test
  void aVantageThatPasses_isNoOutlier() {
    assertTrue(vantage("ok").outlierGain() < 0);
  }

  @Test
  void oneLostTrial_isNoise_andHalfOfThem_isALossyVantage() {
    assertTrue(vantage("1timeout+9ok").outlierGain() < vantage("5timeout+5ok").outlierGain());
    assertTrue(vantage("1timeout+1silent+8ok").outlierGain() < 2);
    assertTrue(vantage("5timeout+5ok").outlierGain() > 0);
  }

  /**
   * A certificate error is no packet loss: only the model of any symptom explains it, at its prior.
   */
  @Test
  void noLoss_isAnOutlierByAnythingOnly() {
    var vantage = vantage("5expired");

    assertTrue(vantage.outlierGain() > 0);
    assertEquals(0, OutlierModel.beside(vantage, SymptomSet.NONE));
  }

  @Test
  void lossThatAHypothesisExplains_isNotCountedBesideIt() {
    var vantage = vantage("5timeout+5ok");

    assertTrue(OutlierModel.beside(vantage, SymptomSet.NONE) > 0);
    assertEquals(0, OutlierModel.beside(vantage, SymptomSet.ALL));
  }

  /** A single vantage contradicts an explanation by no more than the outlier model allows. */
  @Test
  void moreTrialsOfOneContradiction_changeLittle() {
    double few = healthyMass("5reset");
    double many = healthyMass("40reset");

    assertTrue(many > 0 && few > 0, () -> few + " " + many);
    assertTrue(StrictMath.log(few / many) < 3, () -> few + " " + many);
  }

  private static double healthyMass(String contradiction) {
    var table =
        Comparisons.of(
            Grid.sweep(
                """
                vantage  base  reference
                eu-a     %s    ok
                eu-b     ok    ok
                ap-c     ok    ok
                us-d     ok    ok
                """
                    .formatted(contradiction)));
    return Posterior.of(table).explanations().stream()
        .filter(one -> one.hypotheses().isEmpty())
        .mapToDouble(ExplanationPosterior::mass)
        .sum();
  }

  private static ComparedVantage vantage(String base) {
    return Comparisons.of(
            Grid.sweep(
                """
                vantage  base  reference
                eu-a     %s    ok
                ap-b     ok    ok
                """
                    .formatted(base)))
        .rows()
        .stream()
        .filter(row -> row.id().name().equals("eu-a"))
        .findFirst()
        .orElseThrow();
  }
}

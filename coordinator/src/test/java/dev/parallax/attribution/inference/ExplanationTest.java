package dev.parallax.attribution.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parallax.attribution.Grid;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.hypothesis.HypothesisGenerator;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private final List<Hypothesis> hypotheses =
      HypothesisGenerator.over(
          Comparisons.of(
              Grid.sweep(
                  """
                  vantage  base                    reference
                  eu-a     2ok+8reset              ok
                  ap-b     expired                 ok
                  us-c     2timeout+2refused+1502  ok
                  sa-d     ok                      ok
                  """)));

  @Test
  void theEarlierSymptomComesFirst() {
    for (var one : hypotheses) {
      for (var other : hypotheses) {
        var explanation = Explanation.of(one, other);
        var symptoms = explanation.hypotheses().stream().map(Hypothesis::symptom).toList();
        assertEquals(symptoms.stream().sorted().toList(), symptoms);
        assertFalse(
            SymptomSet.before(symptoms.getFirst()).contains(symptoms.getLast()),
            symptoms::toString);
      }
    }
  }

  /** A ban shows where a connection is made, before a certificate could. */
  @Test
  void aBanComesBeforeACertificate() {
    var certificate = with(Symptom.CERT_DATE, hypotheses.getFirst());
    var ban = with(Symptom.BANNED, hypotheses.getFirst());

    assertEquals(List.of(ban, certificate), Explanation.of(certificate, ban).hypotheses());
  }

  private static Hypothesis with(Symptom symptom, Hypothesis hypothesis) {
    return new Hypothesis(
        hypothesis.mechanism(), symptom, hypothesis.reach(), hypothesis.logPrior());
  }
}

package dev.parallax.attribution.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parallax.attribution.catalogue.MechanismCatalogue;
import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.model.verdict.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VantageFaultPosteriorTest {
  private static final double ROUNDING = 1e-12;

  @Test
  void withoutEvidence_isThePrior() {
    assertEquals(0.02, VantageFaultPosterior.of(0, false), ROUNDING);
  }

  /** Bayes' rule by hand: prior 0.02, a reference fails with 0.98 at a fault and 0.03 without. */
  @Test
  void oneFailedReference() {
    double faulty = 0.02 * 0.98;
    double sound = 0.98 * 0.03;
    assertEquals(faulty / (faulty + sound), VantageFaultPosterior.of(1, false), ROUNDING);
  }

  @Test
  void aFactCountsAsTwoFailedReferences() {
    assertEquals(VantageFaultPosterior.of(2, false), VantageFaultPosterior.of(0, true), ROUNDING);
  }

  @Test
  void isBounded() {
    assertEquals(Thresholds.VANTAGE_FAULT_SUREST, VantageFaultPosterior.of(100, true));
  }

  /** The rule by references and the catalogue name one cause for the symptoms of a mechanism. */
  @ParameterizedTest
  @EnumSource(names = {"CLOCK_WRONG", "CA_BUNDLE_MISSING_OR_OLD"})
  void agreesWithTheCatalogue(Cause cause) {
    var symptoms =
        MechanismCatalogue.ALL.stream()
            .filter(mechanism -> mechanism.id() == cause)
            .flatMap(mechanism -> mechanism.shows().stream())
            .toList();
    assertFalse(symptoms.isEmpty(), cause::code);
    for (var symptom : symptoms) {
      assertEquals(cause, FaultBySymptom.of(symptom));
    }
  }
}

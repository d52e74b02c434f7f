package dev.parallax.attribution.symptom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of symptoms is how far a trial got. */
class SymptomTest {
  /** From the resolution of the name to a pass; within a step no order. */
  private static final List<List<Symptom>> STEPS =
      List.of(
          List.of(Symptom.NAME_UNRESOLVED, Symptom.NAME_LIED),
          List.of(Symptom.CONNECT_SILENT, Symptom.UNREACHABLE, Symptom.REFUSED, Symptom.BANNED),
          List.of(Symptom.CUT_BEFORE_HELLO),
          List.of(Symptom.CUT_AFTER_HELLO, Symptom.SILENT_AFTER_HELLO),
          List.of(
              Symptom.BROKEN_HANDSHAKE,
              Symptom.NOT_TLS,
              Symptom.ALERT,
              Symptom.ALERT_NAME,
              Symptom.ALERT_CLIENT),
          List.of(
              Symptom.CERT_DATE,
              Symptom.CERT_NAME,
              Symptom.CERT_ISSUER,
              Symptom.CERT_OTHER,
              Symptom.CERT_FOREIGN),
          List.of(
              Symptom.HTTP_STATUS,
              Symptom.FORBIDDEN,
              Symptom.HTTP_BROKEN,
              Symptom.LIMITED,
              Symptom.TURNED_AWAY,
              Symptom.BLOCK_PAGE,
              Symptom.OTHER_CONTENT),
          List.of(Symptom.OK_LOSSY, Symptom.OK_SLOW, Symptom.OK));

  @Test
  void everySymptom_hasItsStep() {
    var all = new ArrayList<>(List.of(Symptom.OTHER));
    STEPS.forEach(all::addAll);
    assertEquals(List.of(Symptom.values()), all.stream().sorted().toList());
  }

  @Test
  void clears_whatAnEarlierStepWouldHaveShown() {
    for (var symptom : Symptom.values()) {
      for (var fault : Symptom.values()) {
        boolean passes = step(symptom) == STEPS.size() - 1;
        boolean expected = passes || (symptom != Symptom.OTHER && step(symptom) > step(fault));
        assertEquals(expected, symptom.clears(fault), symptom + " clears " + fault);
      }
    }
  }

  @Test
  void before_isTheEarlierSteps() {
    for (var fault : Symptom.values()) {
      if (fault.passes()) {
        continue;
      }
      var earlier = EnumSet.allOf(Symptom.class);
      earlier.removeIf(symptom -> symptom == Symptom.OTHER || step(symptom) >= step(fault));
      assertEquals(SymptomSet.of(earlier), SymptomSet.before(fault), fault::toString);
    }
  }

  /** A refusal of the chain is O3's, a request for a client certificate O9's. */
  @ParameterizedTest
  @CsvSource({
    "cert_malformed, CERT_OTHER",
    "cert_invalid_issuer, CERT_OTHER",
    "cert_bad_signature, CERT_OTHER",
    "cert_wrong_purpose, CERT_OTHER",
    "cert_name_constraint_violation, CERT_OTHER",
    "cert_unknown_critical_extension, CERT_OTHER",
    "cert_policy_violation, CERT_OTHER",
    "cert_wrong_order, CERT_OTHER",
    "cert_key_mismatch, CERT_OTHER",
    "cert_chain_too_large, CERT_OTHER",
    "cert_unknown_issuer, CERT_ISSUER",
    "server_parameters_refused, ALERT",
    "starttls_refused_by_policy, FORBIDDEN",
    "closed_after_certificate_request, ALERT_CLIENT"
  })
  void failureWord_hasItsSymptom(String word, Symptom symptom) {
    assertEquals(symptom, Symptom.of(new Failure(Step.TLS, new FailureWord(word), ""), true));
  }

  @Test
  void declared_inTheOrderOfSteps() {
    var declared = List.of(Symptom.values());
    assertEquals(
        declared, declared.stream().sorted(Comparator.comparingInt(SymptomTest::step)).toList());
  }

  /** -1 for a symptom of any step. */
  private static int step(Symptom symptom) {
    for (int i = 0; i < STEPS.size(); i++) {
      if (STEPS.get(i).contains(symptom)) {
        return i;
      }
    }
    return -1;
  }
}

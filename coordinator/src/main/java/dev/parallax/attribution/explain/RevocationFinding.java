package dev.parallax.attribution.explain;

import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CentralCheck.RevocationAnswer;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The answer of an authority to the coordinator by which a certificate is revoked. */
final class RevocationFinding {
  private RevocationFinding() {}

  /** The first answer, in the order of vantages and trials. */
  static Optional<Evidence> of(Contrast contrast) {
    return contrast.failing().stream()
        .flatMap(row -> row.vantage().base())
        .filter(contrast::shows)
        .filter(trial -> trial.word().equals(Optional.of(FailureWord.CERT_REVOKED)))
        .map(ClassifiedTrial::central)
        .flatMap(Optional::stream)
        .map(CentralCheck::revoked)
        .flatMap(Optional::stream)
        .findFirst()
        .map(answer -> evidence(contrast, answer));
  }

  private static Evidence evidence(Contrast contrast, RevocationAnswer answer) {
    return Contrast.evidence(
        FindingKind.AUTHORITY_REVOKES,
        Map.of(
            "source", answer.source().name(),
            "address", answer.address(),
            "sha256", answer.certificate(),
            "at", answer.revokedAt().map(Object::toString).orElse(""),
            "said", answer.detail()),
        contrast.failing(),
        List.of(),
        contrast.weights().of(contrast.failing(), Set.of(Arm.BASE)));
  }
}

package dev.parallax.attribution.explain;

import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CentralCheck.RevocationAnswer;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.text.Printable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The answer of an authority to the coordinator by which a certificate is revoked. */
final class RevocationFinding {
  /** Characters of a subject that a sentence has. */
  private static final int SUBJECT_SHOWN = 120;

  /**
   * A revoked certificate in the chain that the server sent.
   *
   * @param place {@code leaf} or {@code intermediate}; empty if the server did not send it
   */
  private record RevokedCertificate(String place, String subject) {
    static RevokedCertificate of(ClassifiedTrial trial, String sha256) {
      var chain = trial.seen().steps().tls().map(TlsStep::chain).orElse(List.of());
      return chain.stream()
          .filter(sent -> sent.sha256().equals(sha256))
          .findFirst()
          .map(
              sent ->
                  new RevokedCertificate(
                      sent.equals(chain.getFirst()) ? "leaf" : "intermediate", shown(sent)))
          .orElse(new RevokedCertificate("", ""));
    }

    private static String shown(CertificateFacts sent) {
      return Printable.collapsed(sent.subject(), SUBJECT_SHOWN);
    }
  }

  private RevocationFinding() {}

  /** The first answer, in the order of vantages and trials. */
  static Optional<Evidence> of(Contrast contrast) {
    return contrast.failing().stream()
        .flatMap(row -> row.vantage().base())
        .filter(contrast::shows)
        .filter(trial -> trial.word().equals(Optional.of(FailureWord.CERT_REVOKED)))
        .flatMap(trial -> of(trial, contrast).stream())
        .findFirst();
  }

  private static Optional<Evidence> of(ClassifiedTrial trial, Contrast contrast) {
    return trial
        .central()
        .flatMap(CentralCheck::revoked)
        .map(
            answer ->
                evidence(contrast, answer, RevokedCertificate.of(trial, answer.certificate())));
  }

  private static Evidence evidence(
      Contrast contrast, RevocationAnswer answer, RevokedCertificate place) {
    return Contrast.evidence(
        FindingKind.AUTHORITY_REVOKES,
        Map.of(
            "source", answer.source().name(),
            "address", answer.address(),
            "sha256", answer.certificate(),
            "certificate", place.place(),
            "subject", place.subject(),
            "at", answer.revokedAt().map(Object::toString).orElse(""),
            "said", answer.detail()),
        contrast.failing(),
        List.of(),
        contrast.weights().of(contrast.failing(), Set.of(Arm.BASE)));
  }
}

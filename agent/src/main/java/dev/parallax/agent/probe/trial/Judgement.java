package dev.parallax.agent.probe.trial;

import dev.parallax.certificate.Certificates;
import dev.parallax.certificate.Presented;
import dev.parallax.certificate.Validation;
import dev.parallax.certificate.der.ReaderLimit;
import dev.parallax.certificate.ocsp.Staples;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.OcspStaple;
import java.util.List;
import java.util.Optional;

/**
 * The validation of a chain by this host's own bundle and clock.
 *
 * @param validation the result for a client on this host
 */
public record Judgement(Optional<OcspStaple> staple, Validation validation) {

  /** Takes milliseconds, because signatures are verified. */
  public static Judgement of(
      List<CertificateFacts> chain, Optional<byte[]> staple, TrialContext trial) {
    var trusted = trial.around().config().trusted();
    var now = trial.around().clock().instant();
    var read =
        staple.map(der -> Staples.read(der, chain, trusted, now)).or(() -> Staples.missing(chain));
    var presented = new Presented(chain, read, trial.spec().host());
    return new Judgement(read, Certificates.validate(presented, trusted, now));
  }

  /**
   * The failure of a chain whose first certificate is not the server's own, if this is the case.
   */
  public Optional<Failure> misplaced() {
    return validation instanceof Validation.Invalid(var failure)
            && failure.word().equals(FailureWord.CERT_WRONG_ORDER)
        ? Optional.of(failure)
        : Optional.empty();
  }

  /** False when a limit or a defect of this program ended the validation. */
  boolean isCertain() {
    return !(validation instanceof Validation.Indeterminate);
  }

  /** That of a chain over which this program failed. */
  public static Judgement defect(Throwable cause) {
    var limit = new ReaderLimit.Defect(String.valueOf(cause));
    return new Judgement(Optional.empty(), new Validation.Indeterminate(limit));
  }
}

package dev.parallax.agent.expectation;

import dev.parallax.model.exchange.Expectations;
import dev.parallax.model.exchange.TlsVersion;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.text.Printable;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Judges a completed handshake whose certificate is valid. */
public final class HandshakeJudge {
  private static final int SHOWN = 100;

  private HandshakeJudge() {}

  /**
   * The first part that is not met: version, then application protocol, then certificates.
   *
   * @param now by which the days left of a certificate count
   */
  public static Optional<Failure> unmet(Expectations expected, TlsStep step, Instant now) {
    return version(expected, step)
        .or(() -> alpn(expected, step))
        .or(() -> certificates(expected, step, now));
  }

  private static Optional<Failure> version(Expectations expected, TlsStep step) {
    var received = step.agreed().version();
    return expected
        .leastTls()
        .filter(
            least -> TlsVersion.named(received).filter(is -> is.compareTo(least) >= 0).isEmpty())
        .map(
            least ->
                unmet(
                    FailureWord.UNEXPECTED_TLS_VERSION,
                    "expected TLS " + least.number() + " or later, received " + shown(received)));
  }

  private static Optional<Failure> alpn(Expectations expected, TlsStep step) {
    var received = step.agreed().alpn();
    return expected
        .alpn()
        .filter(protocol -> !protocol.equals(received))
        .map(
            protocol ->
                unmet(
                    FailureWord.UNEXPECTED_ALPN,
                    "expected ALPN "
                        + shown(protocol)
                        + ", received "
                        + (received.isEmpty() ? "none" : shown(received))));
  }

  private static Optional<Failure> certificates(Expectations expected, TlsStep step, Instant now) {
    if (expected.certificateDays().isEmpty()) {
      return Optional.empty();
    }
    int least = expected.certificateDays().getAsInt();
    // A root that a server sends along is not asked for its dates.
    return step.chain().stream()
        .filter(sent -> !sent.subject().equals(sent.issuer()) || step.chain().size() == 1)
        .min(Comparator.comparing(CertificateFacts::notAfter))
        .filter(first -> first.daysLeft(now) < least)
        .map(first -> expiresSoon(first, least, now));
  }

  private static Failure expiresSoon(CertificateFacts first, int least, Instant now) {
    return unmet(
        FailureWord.CERTIFICATE_EXPIRES_SOON,
        "expected "
            + least
            + " days or more, received "
            + first.daysLeft(now)
            + " days of "
            + shown(first.subject()));
  }

  private static String shown(String text) {
    return Printable.collapsed(text, SHOWN);
  }

  private static Failure unmet(FailureWord word, String detail) {
    return new Failure(Step.TLS, word, detail);
  }
}

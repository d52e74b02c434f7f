package dev.parallax.certificate.rule;

import dev.parallax.certificate.path.TrustPath;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** Validity periods (RFC 5280, section 4.1.2.5). */
final class DateRules {
  private DateRules() {}

  /**
   * The first violated period of the sent certificates; then that of the anchor, which is not an
   * anchor after its end.
   */
  static Optional<Failure> fault(TrustPath path, Instant now) {
    boolean leafIsAnchor = path.isAnchor(path.leaf());
    var judged = leafIsAnchor ? path.links() : path.belowAnchor();
    return judged.stream()
        .flatMap(link -> date(link, now).stream())
        .findFirst()
        .or(
            () ->
                path.anchor()
                    .filter(anchor -> !leafIsAnchor && !TrustPath.isValidAt(anchor, now))
                    .map(anchor -> anchor(anchor, now)));
  }

  private static Optional<Failure> date(X509Certificate link, Instant now) {
    var notBefore = link.getNotBefore().toInstant();
    var notAfter = link.getNotAfter().toInstant();
    if (now.isBefore(notBefore)) {
      return Optional.of(
          Failures.of(
              FailureWord.CERT_NOT_YET_VALID,
              IssuerRules.subject(link) + " is valid from " + notBefore + ", here it is " + now));
    }
    return now.isAfter(notAfter)
        ? Optional.of(
            Failures.of(
                FailureWord.CERT_EXPIRED,
                IssuerRules.subject(link) + " was valid until " + notAfter + ", here it is " + now))
        : Optional.empty();
  }

  private static Failure anchor(X509Certificate anchor, Instant now) {
    return Failures.of(
        FailureWord.CERT_UNKNOWN_ISSUER,
        "the trusted root %s is valid from %s until %s, here it is %s"
            .formatted(
                IssuerRules.subject(anchor),
                anchor.getNotBefore().toInstant(),
                anchor.getNotAfter().toInstant(),
                now));
  }
}

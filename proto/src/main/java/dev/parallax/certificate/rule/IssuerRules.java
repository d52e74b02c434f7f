package dev.parallax.certificate.rule;

import dev.parallax.certificate.extension.BasicConstraints;
import dev.parallax.certificate.extension.KeyUsage;
import dev.parallax.certificate.path.TrustPath;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The permission to sign certificates (RFC 5280, section 6.1.4, k to n). */
public final class IssuerRules {
  private IssuerRules() {}

  /** The reason why the first authority without permission at its position may not sign. */
  static Optional<String> fault(TrustPath path) {
    int below = 0;
    for (var issuer : path.issuers()) {
      var fault = path.isAnchor(issuer) ? ofAnchor(issuer) : ofIntermediate(issuer);
      var length = BasicConstraints.of(issuer).flatMap(BasicConstraints::pathLength);
      if (fault.isPresent()) {
        return fault;
      } else if (length.isPresent() && below > length.get()) {
        return Optional.of(
            subject(issuer)
                + " allows "
                + length.get()
                + " authorities below itself, there are "
                + below);
      }
      below += TrustPath.namesAsIssuer(issuer, issuer) ? 0 : 1;
    }
    return Optional.empty();
  }

  /** An anchor may lack the extensions of an authority, but not contradict them. */
  private static Optional<String> ofAnchor(X509Certificate anchor) {
    return BasicConstraints.of(anchor).filter(constraints -> !constraints.authority()).isPresent()
        ? Optional.of(subject(anchor) + " is not an authority")
        : usage(anchor);
  }

  /** The reason why a certificate that is not an anchor may not sign certificates. */
  static Optional<String> ofIntermediate(X509Certificate issuer) {
    return BasicConstraints.of(issuer).filter(BasicConstraints::authority).isEmpty()
        ? Optional.of(subject(issuer) + " is not an authority")
        : usage(issuer);
  }

  private static Optional<String> usage(X509Certificate issuer) {
    return KeyUsage.of(issuer).filter(usage -> !usage.allowsCertificates()).isPresent()
        ? Optional.of(subject(issuer) + " has a key that may not sign certificates")
        : Optional.empty();
  }

  public static String subject(X509Certificate certificate) {
    var name = certificate.getSubjectX500Principal().getName();
    return name.isEmpty() ? "a certificate without a subject" : name;
  }
}

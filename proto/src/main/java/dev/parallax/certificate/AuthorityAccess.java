package dev.parallax.certificate;

import java.security.cert.X509Certificate;

/** The authority information access extension (RFC 5280, section 4.2.2.1). */
final class AuthorityAccess {
  private static final String CA_ISSUERS = "1.3.6.1.5.5.7.48.2";

  private AuthorityAccess() {}

  /** Whether the certificate names a URL of its issuer's certificate. */
  static boolean namesIssuer(X509Certificate certificate) {
    try {
      return CertificateExtension.of(certificate, CertificateExtension.AUTHORITY_ACCESS)
          .filter(AuthorityAccess::namesIssuer)
          .isPresent();
    } catch (MalformedDerException unreadable) {
      return false;
    }
  }

  private static boolean namesIssuer(Der descriptions) {
    return descriptions.children().stream()
        .anyMatch(description -> description.fields().next().identifier().equals(CA_ISSUERS));
  }
}

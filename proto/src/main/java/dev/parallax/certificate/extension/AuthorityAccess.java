package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.MalformedDerException;
import java.security.cert.X509Certificate;

/** The authority information access extension (RFC 5280, section 4.2.2.1). */
public final class AuthorityAccess {
  private static final String CA_ISSUERS = "1.3.6.1.5.5.7.48.2";

  private AuthorityAccess() {}

  /** Whether the certificate names a URL of its issuer's certificate. */
  public static boolean namesIssuer(X509Certificate certificate) {
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

package dev.parallax.certificate;

import java.security.cert.X509Certificate;

/** The authority information access extension (RFC 5280, section 4.2.2.1). */
final class AuthorityAccess {
  private static final String EXTENSION = "1.3.6.1.5.5.7.1.1";
  private static final String CA_ISSUERS = "1.3.6.1.5.5.7.48.2";

  private AuthorityAccess() {}

  /** Whether the certificate names a URL of its issuer's certificate. */
  static boolean namesIssuer(X509Certificate certificate) {
    var extension = certificate.getExtensionValue(EXTENSION);
    try {
      return extension != null && namesIssuer(Der.of(Der.of(extension).bytes()));
    } catch (MalformedDerException unreadable) {
      return false;
    }
  }

  private static boolean namesIssuer(Der descriptions) {
    return descriptions.children().stream()
        .anyMatch(description -> description.fields().next().identifier().equals(CA_ISSUERS));
  }
}

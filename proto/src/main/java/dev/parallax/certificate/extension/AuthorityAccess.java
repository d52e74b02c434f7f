package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.DerFields;
import dev.parallax.certificate.der.MalformedDerException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/** The authority information access extension (RFC 5280, section 4.2.2.1). */
public final class AuthorityAccess {
  private static final String OCSP = "1.3.6.1.5.5.7.48.1";
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

  /** The URLs of OCSP responders, hostile; empty when the extension cannot be decoded. */
  public static List<String> responders(X509Certificate certificate) {
    try {
      return CertificateExtension.of(certificate, CertificateExtension.AUTHORITY_ACCESS).stream()
          .flatMap(descriptions -> descriptions.children().stream())
          .flatMap(description -> responder(description.fields()))
          .toList();
    } catch (MalformedDerException unreadable) {
      return List.of();
    }
  }

  private static Stream<String> responder(DerFields description) {
    return description.next().identifier().equals(OCSP)
        ? DistributionPoints.address(description.next()).stream()
        : Stream.of();
  }

  private static boolean namesIssuer(Der descriptions) {
    return descriptions.children().stream()
        .anyMatch(description -> description.fields().next().identifier().equals(CA_ISSUERS));
  }
}

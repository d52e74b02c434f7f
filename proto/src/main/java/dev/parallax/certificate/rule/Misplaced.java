package dev.parallax.certificate.rule;

import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.certificate.extension.CertificateNames;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A server's own certificate that was sent at another position than the first (RFC 8446, section
 * 4.4.2).
 */
final class Misplaced {
  private Misplaced() {}

  /** E.g. {@code the certificate for www.example.com was sent as number 3}. */
  static Optional<String> in(List<X509Certificate> sent, String host) {
    for (int i = 1; i < sent.size(); i++) {
      if (covers(sent.get(i), host)) {
        return Optional.of("the certificate for " + host + " was sent as number " + (i + 1));
      }
    }
    return Optional.empty();
  }

  private static boolean covers(X509Certificate certificate, String host) {
    try {
      return CertificateNames.cover(certificate, host);
    } catch (MalformedDerException unreadable) {
      return false;
    }
  }
}

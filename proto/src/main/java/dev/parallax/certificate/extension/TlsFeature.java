package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.MalformedDerException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;

/**
 * The TLS feature extension (RFC 7633): the required behaviour of a server with this certificate.
 */
public final class TlsFeature {
  /** {@code status_request}, known as must-staple. */
  private static final BigInteger STATUS_REQUEST = BigInteger.valueOf(5);

  private TlsFeature() {}

  /**
   * Whether the server must staple an OCSP response; false when the extension cannot be decoded.
   */
  public static boolean requiresStaple(X509Certificate leaf) {
    try {
      return CertificateExtension.of(leaf, CertificateExtension.TLS_FEATURE)
          .filter(TlsFeature::hasStatus)
          .isPresent();
    } catch (MalformedDerException unreadable) {
      return false;
    }
  }

  private static boolean hasStatus(Der features) {
    return features.as(Der.SEQUENCE).children().stream()
        .anyMatch(feature -> feature.as(Der.INTEGER).integer().equals(STATUS_REQUEST));
  }
}

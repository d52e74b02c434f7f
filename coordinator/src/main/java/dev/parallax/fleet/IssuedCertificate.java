package dev.parallax.fleet;

import dev.parallax.certificate.CertificateReader;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** A certificate that this coordinator may have issued, as a peer sends it. */
final class IssuedCertificate {
  /** Those issued here have about 600 bytes; no parser reads a longer certificate. */
  static final int LONGEST = 4 * 1_024;

  private IssuedCertificate() {}

  /**
   * Reads a certificate.
   *
   * @param der X.509
   * @throws IllegalArgumentException when it is none, or over a limit of the reader
   */
  static X509Certificate read(byte[] der) {
    if (der.length > LONGEST) {
      throw new IllegalArgumentException(
          "a certificate of this coordinator has at most "
              + LONGEST
              + " bytes, got: "
              + der.length);
    }
    try {
      return CertificateReader.certificate(der);
    } catch (CertificateException refused) {
      throw new IllegalArgumentException(
          "expected an X.509 certificate in DER, got "
              + der.length
              + " bytes: "
              + refused.getMessage(),
          refused);
    }
  }
}

package dev.parallax.fleet.authority;

import dev.parallax.certificate.reader.CertificateReader;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** A certificate that this coordinator may have issued, as a peer sends it. */
public final class IssuedCertificate {
  /** Certificates of this authority have about 600 bytes; longer certificates are not parsed. */
  static final int LONGEST = 4 * 1_024;

  private IssuedCertificate() {}

  /**
   * Parses a certificate.
   *
   * @param der X.509
   * @throws IllegalArgumentException when it is not a certificate, or exceeds a limit of the parser
   */
  public static X509Certificate read(byte[] der) {
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

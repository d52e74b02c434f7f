package dev.parallax.certificate.reader;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.DerScan;
import dev.parallax.certificate.der.KeyLimits;
import dev.parallax.certificate.der.Limit;
import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.certificate.der.ReaderLimitException;
import java.security.cert.CertificateException;

/** The checks of a certificate request (PKCS#10, RFC 2986) before a library decodes it. */
public final class SigningRequestChecks {
  private SigningRequestChecks() {}

  /**
   * Refuses bytes that are not a request in DER, or exceed a limit.
   *
   * @param der of one request
   * @throws CertificateException when it is not a request, or exceeds a {@link Limit}
   */
  public static void check(byte[] der) throws CertificateException {
    try {
      Limit.CERTIFICATE_BYTES.require(der.length);
      new DerScan().add(der);
      var outer = Der.of(der).as(Der.SEQUENCE).fields();
      var body = outer.next(Der.SEQUENCE).fields();
      body.next(Der.INTEGER);
      body.next(Der.SEQUENCE);
      KeyLimits.check(body.next(Der.SEQUENCE));
      Limit.ALGORITHM_BYTES.require(outer.next(Der.SEQUENCE).encoded().length);
      Limit.SIGNATURE_BYTES.require(outer.next().bits().length);
    } catch (MalformedDerException malformed) {
      throw new CertificateException(String.valueOf(malformed.getMessage()), malformed);
    } catch (ReaderLimitException over) {
      throw new CertificateException(over.limit().text(), over);
    }
  }
}

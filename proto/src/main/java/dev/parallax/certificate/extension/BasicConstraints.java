package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.MalformedDerException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The basic constraints extension (RFC 5280, section 4.2.1.9).
 *
 * @param pathLength maximum number of authorities below this authority
 */
public record BasicConstraints(boolean authority, Optional<Integer> pathLength) {
  /**
   * Reads the basic constraints of a certificate.
   *
   * @throws MalformedDerException when the extension cannot be decoded
   */
  public static Optional<BasicConstraints> of(X509Certificate certificate) {
    return CertificateExtension.of(certificate, CertificateExtension.BASIC_CONSTRAINTS)
        .map(BasicConstraints::read);
  }

  private static BasicConstraints read(Der value) {
    var fields = value.as(Der.SEQUENCE).fields();
    boolean authority =
        fields.optional(Der.BOOLEAN).map(flag -> flag.bytes()[0] != 0).orElse(false);
    return new BasicConstraints(
        authority, fields.optional(Der.INTEGER).map(BasicConstraints::length));
  }

  private static int length(Der value) {
    var number = value.integer();
    if (number.signum() < 0) {
      throw new MalformedDerException("a path length of " + number.bitLength() + " bits below 0");
    }
    return number.bitLength() > 30 ? Integer.MAX_VALUE : number.intValue();
  }
}

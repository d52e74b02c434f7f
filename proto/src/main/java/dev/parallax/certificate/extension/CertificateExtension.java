package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.MalformedDerException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Extensions of a certificate by object identifier, decoded from their encoding: the JDK skips an
 * extension that it cannot parse, and an unreadable extension is not an absent one.
 */
public final class CertificateExtension {
  public static final String KEY_USAGE = "2.5.29.15";
  public static final String ALTERNATIVE_NAMES = "2.5.29.17";
  public static final String BASIC_CONSTRAINTS = "2.5.29.19";
  public static final String NAME_CONSTRAINTS = "2.5.29.30";
  static final String AUTHORITY_KEY = "2.5.29.35";
  public static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  static final String SUBJECT_KEY = "2.5.29.14";
  static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";
  static final String DISTRIBUTION_POINTS = "2.5.29.31";
  static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

  private CertificateExtension() {}

  /**
   * The value of an extension; empty when the certificate does not have it.
   *
   * @throws MalformedDerException when it is not one DER value
   */
  static Optional<Der> of(X509Certificate certificate, String identifier) {
    return Optional.ofNullable(certificate.getExtensionValue(identifier))
        .map(octets -> Der.of(Der.of(octets).as(Der.OCTET_STRING).bytes()));
  }
}

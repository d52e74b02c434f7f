package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.MalformedDerException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The key usage extension (RFC 5280, section 4.2.1.3).
 *
 * @param bits the first bit is the most significant
 */
public record KeyUsage(int bits) {
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_ENCIPHERMENT = 2;
  private static final int KEY_AGREEMENT = 4;
  private static final int CERTIFICATE_SIGNATURE = 5;
  private static final int LIST_SIGNATURE = 6;

  /**
   * Reads the key usage of a certificate.
   *
   * @throws MalformedDerException when the extension is not a bit string
   */
  public static Optional<KeyUsage> of(X509Certificate certificate) {
    return CertificateExtension.of(certificate, CertificateExtension.KEY_USAGE).map(KeyUsage::read);
  }

  private static KeyUsage read(Der value) {
    var content = value.as(Der.BIT_STRING).bytes();
    if (content.length < 1 || content.length > 3) {
      throw new MalformedDerException(content.length + " bytes of a key usage");
    }
    int bits = 0;
    for (int i = 1; i < 3; i++) {
      bits = bits << 8 | (i < content.length ? content[i] & 0xff : 0);
    }
    return new KeyUsage(bits);
  }

  private boolean has(int bit) {
    return (bits & (0x8000 >> bit)) != 0;
  }

  public boolean allowsCertificates() {
    return has(CERTIFICATE_SIGNATURE);
  }

  /** Whether the key may sign certificate revocation lists. */
  public boolean allowsLists() {
    return has(LIST_SIGNATURE);
  }

  /** Whether the key can be used for any TLS key exchange. */
  public boolean allowsTls() {
    return has(DIGITAL_SIGNATURE) || has(KEY_ENCIPHERMENT) || has(KEY_AGREEMENT);
  }
}

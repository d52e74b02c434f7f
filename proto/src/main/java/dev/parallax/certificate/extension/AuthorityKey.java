package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.model.value.Bytes;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The authority key identifier extension (RFC 5280, section 4.2.1.1).
 *
 * @param identifier absent when the extension names the key by issuer and serial number
 */
public record AuthorityKey(Optional<Bytes> identifier) {
  /**
   * Reads the authority key identifier of a certificate.
   *
   * @throws MalformedDerException when the extension cannot be decoded, or contains only one of
   *     issuer and serial number
   */
  public static Optional<AuthorityKey> of(X509Certificate certificate) {
    return CertificateExtension.of(certificate, CertificateExtension.AUTHORITY_KEY)
        .map(AuthorityKey::read);
  }

  private static AuthorityKey read(Der value) {
    var fields = value.as(Der.SEQUENCE).fields();
    var identifier = fields.optional(Der.implicit(0)).map(Der::bytes).map(Bytes::copyOf);
    boolean issuer = fields.optional(Der.explicit(1)).isPresent();
    boolean serial = fields.optional(Der.implicit(2)).isPresent();
    if (issuer != serial) {
      throw new MalformedDerException(
          issuer ? "an issuer without a serial number" : "a serial number without an issuer");
    }
    return new AuthorityKey(identifier);
  }

  /** Whether it identifies the key of this issuer, by the issuer's own key identifier. */
  public boolean isOf(X509Certificate issuer) {
    return identifier.isPresent()
        && CertificateExtension.of(issuer, CertificateExtension.SUBJECT_KEY)
            .map(value -> Bytes.copyOf(value.as(Der.OCTET_STRING).bytes()))
            .equals(identifier);
  }
}

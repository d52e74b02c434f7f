package dev.parallax.certificate.reader;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.DerFields;
import dev.parallax.certificate.der.Limit;
import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.certificate.der.ReaderLimitException;
import java.util.List;

/**
 * The fields of a certificate in their encoding (RFC 5280, section 4.1), not interpreted.
 *
 * @param issuer a Name
 * @param validity two times
 * @param subject a Name
 * @param key SubjectPublicKeyInfo
 * @param extensions each a SEQUENCE
 * @param algorithm AlgorithmIdentifier of the signature
 * @param signature a BIT STRING
 */
record CertificateFields(
    Der issuer,
    Der validity,
    Der subject,
    Der key,
    List<Der> extensions,
    Der algorithm,
    Der signature) {
  CertificateFields {
    extensions = List.copyOf(extensions);
  }

  /**
   * @throws MalformedDerException when these are not the fields of a certificate
   * @throws ReaderLimitException when the serial number is over its limit
   */
  static CertificateFields read(byte[] der) {
    var outer = Der.of(der).as(Der.SEQUENCE).fields();
    var body = outer.next(Der.SEQUENCE).fields();
    body.optional(Der.explicit(0));
    Limit.SERIAL_BYTES.require(body.next(Der.INTEGER).bytes().length);
    body.next(Der.SEQUENCE);
    return new CertificateFields(
        body.next(Der.SEQUENCE),
        body.next(Der.SEQUENCE),
        body.next(Der.SEQUENCE),
        body.next(Der.SEQUENCE),
        extensions(body),
        outer.next(Der.SEQUENCE),
        outer.next(Der.BIT_STRING));
  }

  private static List<Der> extensions(DerFields body) {
    body.optional(Der.implicit(1));
    body.optional(Der.implicit(2));
    return body.optional(Der.explicit(3))
        .map(Der::only)
        .map(list -> list.as(Der.SEQUENCE).children())
        .orElse(List.of());
  }
}

package dev.parallax.certificate.crl;

import dev.parallax.certificate.der.Der;

/**
 * An extension of a revocation list or of an entry.
 *
 * @param identifier object identifier
 */
record ListExtension(String identifier, boolean critical, Der value) {
  static ListExtension read(Der extension) {
    var fields = extension.as(Der.SEQUENCE).fields();
    var identifier = fields.next().identifier();
    boolean critical =
        fields.optional(Der.BOOLEAN).filter(value -> value.bytes()[0] != 0).isPresent();
    return new ListExtension(identifier, critical, Der.of(fields.next(Der.OCTET_STRING).bytes()));
  }
}

package dev.parallax.certificate.ocsp;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.extension.RevocationReason;
import dev.parallax.model.value.Bytes;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * The status of one certificate in an OCSP response (RFC 6960, SingleResponse).
 *
 * @param hash object identifier of the hash of the next two fields
 * @param says the certificate status
 * @param nextUpdate absent when newer information is always available
 */
record OcspStatus(
    String hash,
    Bytes issuerName,
    Bytes issuerKey,
    BigInteger serial,
    Says says,
    Instant thisUpdate,
    Optional<Instant> nextUpdate) {

  /** The certificate status values. */
  sealed interface Says {
    record Good() implements Says {}

    /** {@code reason} as RFC 5280, section 5.3.1, spells it. */
    record Revoked(Instant at, Optional<String> reason) implements Says {}

    record Unknown() implements Says {}
  }

  static OcspStatus read(Der single) {
    var fields = single.as(Der.SEQUENCE).fields();
    var id = fields.next(Der.SEQUENCE).fields();
    return new OcspStatus(
        id.next(Der.SEQUENCE).fields().next().identifier(),
        Bytes.copyOf(id.next(Der.OCTET_STRING).bytes()),
        Bytes.copyOf(id.next(Der.OCTET_STRING).bytes()),
        id.next(Der.INTEGER).integer(),
        says(fields.next()),
        fields.next().time(),
        fields.optional(Der.explicit(0)).map(Der::only).map(Der::time));
  }

  private static Says says(Der choice) {
    if (choice.tag() == Der.implicit(0)) {
      return new Says.Good();
    }
    if (choice.tag() == Der.implicit(2)) {
      return new Says.Unknown();
    }
    var revoked = choice.as(Der.explicit(1)).fields();
    return new Says.Revoked(
        revoked.next().time(),
        revoked.optional(Der.explicit(0)).map(Der::only).map(RevocationReason::of));
  }
}

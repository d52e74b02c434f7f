package dev.parallax.certificate.crl;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.DerFields;
import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.certificate.extension.RevocationReason;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * The signed part of a certificate revocation list (RFC 5280, section 5.1.2). Its entries are
 * decoded one at a time, on request: a list of a public authority has up to several MB.
 *
 * @param nextUpdate absent in a list that does not follow RFC 5280
 * @param entries absent when nothing is revoked
 * @param extensions each a SEQUENCE
 */
record RevocationList(
    X500Principal issuer,
    Instant thisUpdate,
    Optional<Instant> nextUpdate,
    Optional<Der> entries,
    List<Der> extensions) {
  private static final int FIELDS = 8;
  private static final int EXTENSIONS = 32;
  private static final int ENTRY_FIELDS = 3;
  private static final String REASON = "2.5.29.21";

  RevocationList {
    extensions = List.copyOf(extensions);
  }

  /**
   * One certificate in the list.
   *
   * @param reason as RFC 5280 spells it; absent when the authority gives none
   */
  record Entry(Instant at, Optional<String> reason) {}

  /**
   * @throws MalformedDerException when it is not a TBSCertList
   */
  static RevocationList read(Der signed) {
    var fields = signed.as(Der.SEQUENCE).fields(FIELDS);
    fields.optional(Der.INTEGER);
    fields.next(Der.SEQUENCE);
    return new RevocationList(
        name(fields.next(Der.SEQUENCE)),
        fields.next().period(),
        nextUpdate(fields),
        fields.optional(Der.SEQUENCE),
        fields
            .optional(Der.explicit(0))
            .map(Der::only)
            .map(list -> list.as(Der.SEQUENCE).fields(EXTENSIONS).rest())
            .orElse(List.of()));
  }

  private static Optional<Instant> nextUpdate(DerFields fields) {
    return fields
        .optional(Der.UTC_TIME)
        .or(() -> fields.optional(Der.GENERALIZED_TIME))
        .map(Der::period);
  }

  private static X500Principal name(Der name) {
    try {
      return new X500Principal(name.encoded());
    } catch (IllegalArgumentException malformed) {
      throw new MalformedDerException("a name of the issuer that cannot be read", malformed);
    }
  }

  /** The entry of a serial number; empty when the list does not contain it. */
  Optional<Entry> entry(BigInteger serial) {
    return entries
        .flatMap(all -> all.first(entry -> serial(entry).equals(serial)))
        .map(RevocationList::entry);
  }

  private static BigInteger serial(Der entry) {
    return entry
        .as(Der.SEQUENCE)
        .first(any -> true)
        .map(number -> number.as(Der.INTEGER).integer())
        .orElseThrow(() -> new MalformedDerException("an entry without a serial number"));
  }

  private static Entry entry(Der entry) {
    var fields = entry.fields(ENTRY_FIELDS);
    fields.next();
    var at = fields.next().period();
    var reason =
        fields.optional(Der.SEQUENCE).stream()
            .flatMap(list -> list.fields(EXTENSIONS).rest().stream())
            .map(ListExtension::read)
            .filter(extension -> extension.identifier().equals(REASON))
            .map(extension -> RevocationReason.of(extension.value()))
            .findFirst();
    return new Entry(at, reason);
  }
}

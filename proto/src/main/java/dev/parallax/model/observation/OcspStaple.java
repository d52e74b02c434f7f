package dev.parallax.model.observation;

import dev.parallax.model.failure.Failure;
import dev.parallax.text.Printable;
import java.time.Instant;
import java.util.Optional;

/**
 * The OCSP response for the leaf that was stapled to the handshake (RFC 6066, section 8).
 *
 * @param thisUpdate the time of the status; absent when unreadable
 * @param nextUpdate the time of the next update
 * @param revokedAt present exactly for {@code REVOKED}
 * @param detail the reason of a revocation, or of an unusable response; at most 300 characters
 */
public record OcspStaple(
    Status status,
    Optional<Instant> thisUpdate,
    Optional<Instant> nextUpdate,
    Optional<Instant> revokedAt,
    String detail) {

  public OcspStaple {
    detail = Printable.cut(detail, Failure.DETAIL_LIMIT);
  }

  /** The status of the certificate, after the verification of the signature. */
  public enum Status {
    GOOD,
    REVOKED,
    UNKNOWN,
    /** Outside thisUpdate and nextUpdate. */
    STALE,
    /** Not signed by the issuer or a delegate of the issuer, or for another certificate. */
    UNVERIFIED,
    /** No successful OCSP response. */
    UNREADABLE,
    /** No staple was sent although the certificate requires it (RFC 7633, must-staple). */
    MISSING
  }
}

package dev.parallax.model;

import dev.parallax.text.Printable;
import java.time.Instant;
import java.util.Optional;

/**
 * An OCSP response that came with the handshake (RFC 6066, section 8), about the leaf.
 *
 * @param thisUpdate when it was known to be right; absent when unreadable
 * @param nextUpdate until when newer information is expected
 * @param revokedAt present exactly for {@code REVOKED}
 * @param said the reason of a revocation, or why it could not be used; at most 300 characters
 */
public record OcspStaple(
    Status status,
    Optional<Instant> thisUpdate,
    Optional<Instant> nextUpdate,
    Optional<Instant> revokedAt,
    String said) {

  public OcspStaple {
    said = Printable.cut(said, Failure.SAID_LIMIT);
  }

  /** What it says of the certificate, once its signature was verified. */
  public enum Status {
    GOOD,
    REVOKED,
    UNKNOWN,
    /** Outside thisUpdate and nextUpdate. */
    STALE,
    /** Not signed by the issuer or one it delegated to, or about another certificate. */
    UNVERIFIED,
    /** No successful OCSP response. */
    UNREADABLE
  }
}

package dev.parallax.certificate.crl;

import dev.parallax.model.observation.CentralCheck.Status;
import java.time.Instant;
import java.util.Optional;

/**
 * The status of one certificate by a revocation list.
 *
 * @param revokedAt present exactly for {@code REVOKED}
 * @param detail the reason of a revocation, or of an unusable list
 */
public record ListedStatus(Status status, Optional<Instant> revokedAt, String detail) {
  static ListedStatus good() {
    return new ListedStatus(Status.GOOD, Optional.empty(), "");
  }

  static ListedStatus unusable(Status status, String detail) {
    return new ListedStatus(status, Optional.empty(), detail);
  }
}

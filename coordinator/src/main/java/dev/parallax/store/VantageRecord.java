package dev.parallax.store;

import dev.parallax.model.vantage.VantageId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An enrolled vantage. Instants are to the millisecond.
 *
 * @param labels the labels in force
 * @param enrolment id of the enrolment of the current holder; certificates of an earlier enrolment
 *     are void
 * @param certificateNotAfter end of the newest certificate issued to it
 * @param lastSeen absent until its agent first connected
 */
public record VantageRecord(
    VantageId id,
    Map<String, String> labels,
    String enrolment,
    Instant enrolledAt,
    Instant certificateNotAfter,
    Optional<Instant> lastSeen,
    boolean revoked) {
  public VantageRecord {
    labels = TokenRecord.sorted(labels);
  }
}

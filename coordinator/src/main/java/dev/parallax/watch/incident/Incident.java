package dev.parallax.watch.incident;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A fault of a target over time.
 *
 * @param id the same for its whole life
 * @param target its name, or {@link #ofVantage}
 * @param since the first failure
 * @param sweep of its latest verdict
 */
public record Incident(
    String id,
    String target,
    Finding finding,
    SweepId sweep,
    Instant since,
    Instant openedAt,
    Optional<Instant> closedAt) {

  private static final String VANTAGE = "vantage ";

  /** In place of a target: the subject of an incident of a vantage. No target has this name. */
  public static String ofVantage(VantageId vantage) {
    return VANTAGE + vantage.name();
  }

  /** Whether the subject is a vantage. */
  public static boolean isOfVantage(String subject) {
    return subject.startsWith(VANTAGE);
  }

  static Incident open(String target, Finding finding, SweepId sweep, Instant since, Instant at) {
    return new Incident(id(target, at), target, finding, sweep, since, at, Optional.empty());
  }

  private static String id(String target, Instant at) {
    var checksum = new CRC32C();
    checksum.update(target.getBytes(StandardCharsets.UTF_8));
    return Long.toString(at.toEpochMilli(), 36) + "-" + Long.toString(checksum.getValue(), 36);
  }

  public boolean isOpen() {
    return closedAt.isEmpty();
  }

  Incident with(Finding other, SweepId judged) {
    return new Incident(id, target, other, judged, since, openedAt, closedAt);
  }

  Incident closed(Instant at) {
    return new Incident(id, target, finding, sweep, since, openedAt, Optional.of(at));
  }

  Incident reopened(Finding other, SweepId judged) {
    return new Incident(id, target, other, judged, since, openedAt, Optional.empty());
  }
}

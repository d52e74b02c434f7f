package dev.parallax.store;

import java.time.Instant;

/**
 * A time in which incidents of a target are not opened, at the wish of an operator.
 *
 * @param endsAt exclusive; an operator may move it forward to now
 * @param author as in the audit log
 */
public record SilenceRecord(
    String id, String target, Instant startsAt, Instant endsAt, String author, String reason) {
  public boolean covers(Instant at) {
    return !at.isBefore(startsAt) && at.isBefore(endsAt);
  }
}

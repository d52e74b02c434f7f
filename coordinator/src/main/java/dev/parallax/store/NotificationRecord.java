package dev.parallax.store;

import java.time.Instant;

/**
 * A message to a route.
 *
 * @param id given by the store; 0 before
 * @param dueAt of the next attempt
 * @param attempts that failed
 * @param error of the last attempt; empty without a failed attempt
 * @param body JSON
 */
public record NotificationRecord(
    long id,
    String route,
    Instant createdAt,
    Instant dueAt,
    int attempts,
    State state,
    String error,
    String body) {
  /** What became of a message. */
  public enum State {
    PENDING,
    SENT,
    /** Given up after 24 hours. */
    FAILED
  }
}

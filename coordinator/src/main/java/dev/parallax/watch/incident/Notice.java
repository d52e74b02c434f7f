package dev.parallax.watch.incident;

/** A change of an incident that is reported to receivers. */
public record Notice(Kind kind, Incident incident) {
  /** What changed. */
  public enum Kind {
    OPENED,
    /** Its blame, cause or scope is another. */
    CHANGED,
    REOPENED,
    CLOSED,
    /** Its watch is paused or removed: it is closed, and a recovery was not seen. */
    ENDED,
    /** It changes often; the next notice follows when it is stable. */
    FLAPPING
  }
}

package dev.parallax.sweep;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the observations that no verdict could take up, by why. */
public final class Drops {
  private final Map<Reason, Long> counts = new ConcurrentHashMap<>();

  /** Why an observation was left out. */
  public enum Reason {
    /** It came after its sweep had ended; it is kept apart from the sweep. */
    LATE,
    /** The store did not take it; the agent says it again. */
    NOT_STORED,
    /** It made room in the full intake for vantages with less in it; the agent says it again. */
    DISPLACED,
    /** It broke the contract. */
    MALFORMED,
    /** Its agent had not said Hello; its stream was ended. */
    BEFORE_HELLO,
    /** No sweep, round, vantage, probe or trial of this kind was asked for. */
    NOT_ASKED,
    /** It is larger than an observation may be. */
    TOO_LARGE,
    /** Its vantage used up what it may have stored in a sweep or a day. */
    OVER_QUOTA
  }

  /** Since the coordinator started. */
  public long count(Reason reason) {
    return counts.getOrDefault(reason, 0L);
  }

  void add(Reason reason) {
    counts.merge(reason, 1L, Long::sum);
  }
}

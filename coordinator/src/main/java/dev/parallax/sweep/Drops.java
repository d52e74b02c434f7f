package dev.parallax.sweep;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the observations that no verdict could take up, by why. */
public final class Drops {
  private final Map<Reason, Long> counts = new ConcurrentHashMap<>();

  /** Why an observation was left out. */
  public enum Reason {
    /** It came after its sweep had ended; it is stored. */
    LATE,
    /** The store did not take it; the agent says it again. */
    NOT_STORED,
    /** It broke the contract, and its stream was ended. */
    MALFORMED
  }

  /** Since the coordinator started. */
  public long count(Reason reason) {
    return counts.getOrDefault(reason, 0L);
  }

  void add(Reason reason) {
    counts.merge(reason, 1L, Long::sum);
  }
}

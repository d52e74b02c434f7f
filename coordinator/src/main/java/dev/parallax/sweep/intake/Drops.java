package dev.parallax.sweep.intake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the observations without a verdict, by reason. */
public final class Drops {
  private final Map<Reason, Long> counts = new ConcurrentHashMap<>();

  /** Why an observation was left out. */
  public enum Reason {
    /** It arrived after the end of its sweep; it is stored separately from the sweep. */
    LATE,
    /** The store refused it; the agent sends it again. */
    NOT_STORED,
    /**
     * It was displaced from the full intake by vantages with less in it; the agent sends it again.
     */
    DISPLACED,
    /** It broke the contract. */
    MALFORMED,
    /** Its agent had not sent Hello; its stream was ended. */
    BEFORE_HELLO,
    /** No such sweep, round, vantage, probe or trial was requested. */
    NOT_ASKED,
    /** It is larger than an observation may be. */
    TOO_LARGE,
    /** Its vantage has used its quota of a sweep or a day. */
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

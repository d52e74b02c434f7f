package dev.parallax.agent.probe.trial;

import dev.parallax.agent.classify.Ending;

/** The current phase of an attempt. */
public interface Phase {
  /** The connection is available to this phase. */
  default void start() {}

  /** Bytes arrived. */
  default void arrived() {}

  /** Whether the peer has sent data, so that its end is not an end before data. */
  default boolean hasHeard() {
    return false;
  }

  /** The connection ended or the phase's time was up. */
  void ended(Ending ending, String detail);
}

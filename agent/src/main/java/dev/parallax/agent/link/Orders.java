package dev.parallax.agent.link;

import dev.parallax.model.SweepId;

/**
 * What the coordinator can tell an agent to do. Called from the stream's thread; returns at once.
 */
public interface Orders {
  void assigned(AssignedPlan assigned);

  void cancelled(SweepId sweep);

  /** Says, later and through the uplink, what was seen of this round here. */
  void sightingsWanted(SweepId sweep, int round);

  /** No further plans on this stream. */
  void drained();

  /** The coordinator has accepted this agent; the stream stands. */
  void connected();

  /** The stream has ended, or none was opened; another attempt follows unless the link ends. */
  void disconnected();
}

package dev.parallax.agent.link;

import dev.parallax.model.value.SweepId;
import java.time.Duration;
import java.util.Set;

/** The commands of a coordinator to an agent. Called from the stream's thread; returns at once. */
public interface CoordinatorOrders {
  void assigned(AssignedPlan assigned);

  void cancelled(SweepId sweep);

  /**
   * Sends, later and through the uplink, the sightings of this round's connections.
   *
   * @param clientRandoms of the ClientHellos that the round's vantages sent; lower-case hex
   */
  void sightingsWanted(SweepId sweep, int round, Set<String> clientRandoms);

  /** The time since a plan ran, or since the start; 0 while a plan runs. */
  Duration idle();

  /** No further plans on this stream. */
  void drained();

  /** The coordinator has accepted this agent; the stream is open. */
  void connected();

  /** The stream has ended, or none was opened; another attempt follows unless the link ends. */
  void disconnected();
}

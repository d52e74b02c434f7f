package dev.parallax.store.relay;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the coordinators on one database write for each other: which agents are connected where,
 * messages to those agents, and what came back. A sweep has one owner, the coordinator that decides
 * its rounds; a coordinator that passes messages on for a sweep of another one is a relay.
 */
public interface RelayStore {
  /** Of a store with a single coordinator, which owns every sweep. */
  RelayStore NONE = new SingleCoordinator();

  /** Whether several coordinators may use the store. */
  boolean isShared();

  /** The incomplete sweeps without a living owner; oldest first. */
  List<SweepId> orphans();

  /**
   * Makes this coordinator the owner of a sweep without a living owner. The former owner, should it
   * work again, can no longer write.
   *
   * @return false when the sweep is complete, or has a living owner
   */
  boolean adopt(SweepId sweep);

  /** Whether the sweep is incomplete and this coordinator does not own it. */
  boolean isElsewhere(SweepId sweep);

  /** From now on no observation of a sweep of this coordinator is stored. */
  void close(SweepId sweep);

  /** A generation for streams that are newer than all earlier ones. */
  long nextGeneration();

  /**
   * Stores which agents are connected to this coordinator.
   *
   * @param changed new streams, and streams with other facts
   * @param gone vantages whose stream to this coordinator has ended
   */
  void publish(Collection<AgentPresence> changed, Collection<VantageId> gone);

  /**
   * The vantages whose published stream is no longer that of this coordinator, with the stream that
   * replaced it; empty when no living coordinator has one.
   *
   * @param published the vantages whose stream this coordinator published
   */
  Map<VantageId, Optional<NewerStream>> replaced(Collection<VantageId> published);

  /** The agents that are connected to the other living coordinators. */
  List<AgentPresence> elsewhere();

  /** Stores messages to agents, all or none. */
  void send(Collection<AgentOrder> orders);

  /** The messages to agents of this coordinator, in the order of their storage. */
  List<AgentOrder> orders();

  /** Deletes messages that were passed on. */
  void passedOn(Collection<AgentOrder> orders);

  /**
   * Stores what arrived for sweeps of other coordinators; what concerns a complete sweep is not.
   */
  void forward(Collection<RelayedBatch> arrived);

  /**
   * What relays stored for a sweep.
   *
   * @param after the last number that was read of each relay
   */
  List<RelayedBatch.Numbered> batches(SweepId sweep, Map<String, Long> after);

  /** The observations of a batch. */
  List<Observation> observations(SweepId sweep, RelayedBatch.Rows rows);

  /** Whether this coordinator deletes what is old; one of them does. */
  boolean maintains();

  /** Whether this coordinator writes finished sweeps to the outlet; one of them does. */
  boolean exports();

  /** Wakes the other coordinators; a lost call costs them the time until their next poll. */
  void ring();

  /** Calls {@code rung} for each {@link #ring} until the thread is interrupted. */
  void listen(Runnable rung) throws InterruptedException;
}

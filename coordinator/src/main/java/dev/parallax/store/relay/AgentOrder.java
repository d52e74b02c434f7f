package dev.parallax.store.relay;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A message to an agent that is connected to another coordinator.
 *
 * @param id of its row; 0 before it is stored
 * @param sweep absent where the message concerns the agent
 * @param round of a plan or of sightings, otherwise 0
 * @param startAfter when it is stored, or read again: the time from then until the start
 * @param deadline after the start
 * @param handshakeInterval minimum time between the starts of two handshakes at one host
 * @param routes canonical target to the address of the vantage's own route
 * @param watchPorts the ports on which it watches the connections of other vantages
 * @param clientRandoms of the ClientHellos of the round; lower-case hex
 */
public record AgentOrder(
    long id,
    VantageId vantage,
    Kind kind,
    Optional<SweepId> sweep,
    int round,
    Duration startAfter,
    Duration deadline,
    Duration handshakeInterval,
    Map<String, InetAddress> routes,
    Set<Integer> watchPorts,
    Set<String> clientRandoms) {
  /** What the agent is to do. */
  public enum Kind {
    ASSIGN,
    CANCEL,
    COLLECT_SIGHTINGS,
    DRAIN,
    /** Its vantage is revoked: its streams end. */
    REVOKE
  }

  public AgentOrder {
    routes = Map.copyOf(routes);
    watchPorts = Set.copyOf(watchPorts);
    clientRandoms = Set.copyOf(clientRandoms);
  }

  /** A message without a plan and without sightings. */
  public AgentOrder(VantageId vantage, Kind kind, Optional<SweepId> sweep) {
    this(vantage, kind, sweep, 0, Set.of());
  }

  private AgentOrder(
      VantageId vantage, Kind kind, Optional<SweepId> sweep, int round, Set<String> clientRandoms) {
    this(
        0,
        vantage,
        kind,
        sweep,
        round,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        Map.of(),
        Set.of(),
        clientRandoms);
  }

  /** A request for the sightings of a round. */
  public static AgentOrder sightings(
      VantageId vantage, SweepId sweep, int round, Set<String> clientRandoms) {
    return new AgentOrder(
        vantage, Kind.COLLECT_SIGHTINGS, Optional.of(sweep), round, clientRandoms);
  }
}

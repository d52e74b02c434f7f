package dev.parallax.rpc.agent;

import java.time.Duration;

/**
 * The times of a fleet that grow with its size, so that the load of the coordinator does not.
 *
 * @param interval from one heartbeat of an agent to the next; at least 20 s
 * @param reconnectSpread the bound of an agent's random wait after the loss of its stream; 500 ms
 *     to 60 s
 */
record FleetPace(Duration interval, Duration reconnectSpread) {
  /** Heartbeats to all agents together. */
  static final int HEARTBEATS_PER_SECOND = 250;

  /** Handshakes of all agents together after a restart of the coordinator. */
  static final int HANDSHAKES_PER_SECOND = 300;

  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(20);
  private static final Duration SHORTEST_SPREAD = Duration.ofMillis(500);
  private static final Duration LONGEST_SPREAD = Duration.ofSeconds(60);

  /**
   * @param agents connected agents
   */
  static FleetPace of(int agents) {
    return new FleetPace(
        later(SHORTEST_INTERVAL, at(agents, HEARTBEATS_PER_SECOND)),
        earlier(LONGEST_SPREAD, later(SHORTEST_SPREAD, at(agents, HANDSHAKES_PER_SECOND))));
  }

  private static Duration at(int agents, int perSecond) {
    return Duration.ofSeconds(agents).dividedBy(perSecond);
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration earlier(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}

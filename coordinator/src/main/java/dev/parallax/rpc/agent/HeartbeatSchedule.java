package dev.parallax.rpc.agent;

import dev.parallax.fleet.AgentLink;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * When each agent receives its next heartbeat. A new agent's first is at a random point of the
 * interval, so that agents that connect together are not called together.
 *
 * <p>Not thread-safe; belongs to the thread of the heartbeats.
 */
final class HeartbeatSchedule {
  private final RandomGenerator random;
  private final Map<AgentLink, Long> due = new HashMap<>();

  HeartbeatSchedule(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The agents to call now, the longest due first; called each second. Each is due again after the
   * interval of this fleet.
   *
   * @param connected every agent
   * @param nowNanos of a monotonic clock
   * @return at most {@link FleetPace#HEARTBEATS_PER_SECOND} agents
   */
  List<AgentLink> due(Collection<AgentLink> connected, long nowNanos) {
    long interval = FleetPace.of(connected.size()).interval().toNanos();
    due.keySet().retainAll(Set.copyOf(connected));
    connected.forEach(link -> due.computeIfAbsent(link, _ -> nowNanos + random.nextLong(interval)));
    var next =
        due.entrySet().stream()
            .filter(entry -> entry.getValue() - nowNanos <= 0)
            .sorted(Comparator.comparingLong(entry -> entry.getValue() - nowNanos))
            .limit(FleetPace.HEARTBEATS_PER_SECOND)
            .map(Map.Entry::getKey)
            .toList();
    next.forEach(link -> due.put(link, nowNanos + interval));
    return next;
  }
}

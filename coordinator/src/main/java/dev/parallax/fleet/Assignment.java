package dev.parallax.fleet;

import dev.parallax.model.Bytes;
import dev.parallax.model.SweepId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A plan for one agent to run.
 *
 * @param plan the encoded plan, the same bytes for every agent of the round
 * @param startAfter how long after receipt to start; monotonic, because the agent's wall clock may
 *     be wrong
 * @param deadline after the start; what has not run by then does not run
 * @param routes for a vantage inside: canonical target to the address of its own route
 * @param watchPorts for a vantage inside: the ports on which to watch the others arrive
 */
public record Assignment(
    SweepId sweep,
    Bytes plan,
    Duration startAfter,
    Duration deadline,
    Map<String, InetAddress> routes,
    Set<Integer> watchPorts) {
  public Assignment {
    watchPorts = Set.copyOf(watchPorts);
    routes = Map.copyOf(routes);
  }
}

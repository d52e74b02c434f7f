package dev.parallax.fleet;

import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.SweepId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A plan for one agent to run.
 *
 * @param plan the encoded plan, the same bytes for every agent of the round
 * @param startAfter delay of the start after receipt; monotonic, because the agent's wall clock may
 *     be wrong
 * @param deadline after the start; later trials are not run
 * @param handshakeInterval the agent's share of the plan's ceiling: the minimum time between the
 *     starts of two handshakes at one host
 * @param routes for an inside vantage: canonical target to the address of its own route
 * @param watchPorts for an inside vantage: the ports on which it watches the connections of other
 *     vantages
 * @param credentials that the plan names; sent over the link and kept nowhere
 */
public record Assignment(
    SweepId sweep,
    Bytes plan,
    Duration startAfter,
    Duration deadline,
    Duration handshakeInterval,
    Map<String, InetAddress> routes,
    Set<Integer> watchPorts,
    Map<String, OriginCredentials> credentials) {
  public Assignment {
    credentials = Map.copyOf(credentials);
    watchPorts = Set.copyOf(watchPorts);
    routes = Map.copyOf(routes);
  }
}

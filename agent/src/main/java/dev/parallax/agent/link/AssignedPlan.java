package dev.parallax.agent.link;

import com.google.protobuf.ByteString;
import dev.parallax.model.SweepId;
import dev.parallax.v1.Assignment;
import dev.parallax.wire.PlanReader;
import dev.parallax.wire.ReadPlan;
import dev.parallax.wire.Wire;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan this agent was told to run.
 *
 * @param startAfter how long after now; monotonic
 * @param deadline after the start
 * @param routes canonical target to the address of this vantage's own route
 * @param watchPorts ports of this host on which to watch connections arrive, at most 16
 */
public record AssignedPlan(
    SweepId sweep,
    ReadPlan plan,
    Duration startAfter,
    Duration deadline,
    Map<String, InetAddress> routes,
    Set<Integer> watchPorts) {
  private static final int WATCHED = 16;

  public AssignedPlan {
    watchPorts = Set.copyOf(watchPorts);
    routes = Map.copyOf(routes);
  }

  /**
   * @throws IllegalArgumentException naming the field that is malformed
   */
  static AssignedPlan of(Assignment assignment) {
    return new AssignedPlan(
        new SweepId(assignment.getSweepId()),
        PlanReader.read(assignment.getPlan().toByteArray()),
        Wire.span("assignment.start_after", assignment.getStartAfter()),
        Wire.span("assignment.deadline", assignment.getDeadline()),
        routes(assignment.getRoutesMap()),
        assignment.getWatchPortsList().stream().limit(WATCHED).collect(Collectors.toSet()));
  }

  private static Map<String, InetAddress> routes(Map<String, ByteString> encoded) {
    var routes = new HashMap<String, InetAddress>();
    encoded.forEach(
        (target, bytes) ->
            Wire.address("assignment.routes", bytes).ifPresent(route -> routes.put(target, route)));
    return routes;
  }
}

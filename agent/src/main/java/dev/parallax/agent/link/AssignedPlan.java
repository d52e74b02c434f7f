package dev.parallax.agent.link;

import com.google.protobuf.ByteString;
import dev.parallax.model.exchange.HeaderField;
import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.value.SweepId;
import dev.parallax.v1.Assignment;
import dev.parallax.wire.Wire;
import dev.parallax.wire.plan.PlanReader;
import dev.parallax.wire.plan.ReadPlan;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan that the coordinator assigned to this agent.
 *
 * @param startAfter from now, monotonic; 0 to 10 min
 * @param deadline after the start; with {@code startAfter} at most 10 min
 * @param routes canonical target to the address of this vantage's own route
 * @param handshakeInterval the minimum time between the starts of two handshakes at one host; 0 to
 *     10 min
 * @param watchPorts ports of this host on which to watch connections arrive, at most 16
 * @param credentials by the name that the plan has; at most 1,000
 */
public record AssignedPlan(
    SweepId sweep,
    ReadPlan plan,
    Duration startAfter,
    Duration deadline,
    Map<String, InetAddress> routes,
    Set<Integer> watchPorts,
    Duration handshakeInterval,
    Map<String, OriginCredentials> credentials) {
  /** From the arrival of a plan to its end, by the contract. */
  public static final Duration LONGEST = Duration.ofMinutes(10);

  private static final int WATCHED = 16;
  private static final int MOST_ROUTES = 1_000;

  public AssignedPlan {
    watchPorts = Set.copyOf(watchPorts);
    routes = Map.copyOf(routes);
    credentials = Map.copyOf(credentials);
  }

  /** Without credentials. */
  public AssignedPlan(
      SweepId sweep,
      ReadPlan plan,
      Duration startAfter,
      Duration deadline,
      Map<String, InetAddress> routes,
      Set<Integer> watchPorts,
      Duration handshakeInterval) {
    this(sweep, plan, startAfter, deadline, routes, watchPorts, handshakeInterval, Map.of());
  }

  /** Of an agent that has the plan's ceiling for itself. */
  public AssignedPlan(
      SweepId sweep,
      ReadPlan plan,
      Duration startAfter,
      Duration deadline,
      Map<String, InetAddress> routes,
      Set<Integer> watchPorts) {
    this(sweep, plan, startAfter, deadline, routes, watchPorts, Duration.ZERO);
  }

  /** The interval that keeps both this agent's share and the plan's ceiling. */
  public Duration keptInterval() {
    var least = plan.ceiling().least();
    return handshakeInterval.compareTo(least) > 0 ? handshakeInterval : least;
  }

  /**
   * A deadline later than {@link #LONGEST} after the arrival is brought forward to it.
   *
   * @throws IllegalArgumentException naming the field that is malformed or out of bounds
   */
  static AssignedPlan of(Assignment assignment) {
    var startAfter = within("assignment.start_after", assignment.getStartAfter());
    var deadline = Wire.span("assignment.deadline", assignment.getDeadline());
    expect(!deadline.isNegative(), "assignment.deadline: expected 0 s or more", deadline);
    var left = LONGEST.minus(startAfter);
    return new AssignedPlan(
        new SweepId(assignment.getSweepId()),
        PlanReader.read(assignment.getPlan().toByteArray()),
        startAfter,
        deadline.compareTo(left) < 0 ? deadline : left,
        routes(assignment.getRoutesMap()),
        assignment.getWatchPortsList().stream().limit(WATCHED).collect(Collectors.toSet()),
        within("assignment.handshake_interval", assignment.getHandshakeInterval()),
        credentials(assignment.getCredentialsMap()));
  }

  /** Whether this agent's own bound ends the plan. */
  public boolean isCut() {
    return startAfter.plus(deadline).equals(LONGEST);
  }

  private static Duration within(String field, com.google.protobuf.Duration encoded) {
    var span = Wire.span(field, encoded);
    expect(
        !span.isNegative() && span.compareTo(LONGEST) <= 0,
        field + ": expected 0 to " + LONGEST.toSeconds() + " s",
        span);
    return span;
  }

  private static void expect(boolean holds, String expectation, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(expectation + ", got: " + value);
    }
  }

  private static Map<String, OriginCredentials> credentials(
      Map<String, dev.parallax.v1.OriginCredentials> encoded) {
    expect(
        encoded.size() <= MOST_ROUTES,
        "assignment.credentials: expected at most " + MOST_ROUTES,
        encoded.size());
    var credentials = new HashMap<String, OriginCredentials>();
    encoded.forEach(
        (name, proto) ->
            credentials.put(
                name,
                new OriginCredentials(
                    proto.getOrigin(),
                    new HeaderField(OriginCredentials.FIELD, proto.getAuthorization()))));
    return credentials;
  }

  private static Map<String, InetAddress> routes(Map<String, ByteString> encoded) {
    expect(
        encoded.size() <= MOST_ROUTES,
        "assignment.routes: expected at most " + MOST_ROUTES,
        encoded.size());
    var routes = new HashMap<String, InetAddress>();
    encoded.forEach(
        (target, bytes) ->
            Wire.address("assignment.routes", bytes).ifPresent(route -> routes.put(target, route)));
    return routes;
  }
}

package dev.parallax.listener;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.fleet.enrolment.RemoteNetwork;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The connections that no call has authenticated yet. At the limit, the oldest connection of the
 * network with the most connections is closed, so that such a network does not exclude other
 * networks. A connection younger than 1 s is never closed: a fleet that reconnects at once from one
 * address would otherwise end its own handshakes.
 */
final class UnauthenticatedConnections {
  private static final long PROTECTED_NANOS = Duration.ofSeconds(1).toNanos();

  private final ConnectionLimits limits;
  private final RefusedConnections refused;

  @GuardedBy("this")
  private final Map<RemoteNetwork, SequencedSet<Connection>> byNetwork = new HashMap<>();

  @GuardedBy("this")
  private int count;

  UnauthenticatedConnections(ConnectionLimits limits, RefusedConnections refused) {
    this.limits = limits;
    this.refused = refused;
  }

  /**
   * Adds an accepted connection.
   *
   * @return false when it must be closed
   */
  boolean add(Connection connection) {
    var displaced = Optional.<Connection>empty();
    synchronized (this) {
      if (isFull(connection.network())) {
        displaced = displaced(connection);
        if (displaced.isEmpty()) {
          refused.add(reason(connection.network()));
          return false;
        }
        displaced.ifPresent(this::remove);
      }
      if (byNetwork
          .computeIfAbsent(connection.network(), _ -> new LinkedHashSet<>())
          .add(connection)) {
        count++;
      }
    }
    displaced.ifPresent(
        oldest -> {
          refused.add(RefusedConnections.Reason.DISPLACED);
          oldest.cut();
        });
    return true;
  }

  /** Forgets a connection that was closed or authenticated. */
  synchronized void remove(Connection connection) {
    var same = byNetwork.get(connection.network());
    if (same != null && same.remove(connection)) {
      count--;
      if (same.isEmpty()) {
        byNetwork.remove(connection.network());
      }
    }
  }

  synchronized int count() {
    return count;
  }

  @GuardedBy("this")
  private boolean isFull(RemoteNetwork network) {
    return count >= limits.unauthenticated() || hasItsShare(network);
  }

  @GuardedBy("this")
  private boolean hasItsShare(RemoteNetwork network) {
    return of(network) >= limits.unauthenticatedPerNetwork();
  }

  @GuardedBy("this")
  private RefusedConnections.Reason reason(RemoteNetwork network) {
    return hasItsShare(network)
        ? RefusedConnections.Reason.NETWORK_LIMIT
        : RefusedConnections.Reason.TOTAL_LIMIT;
  }

  @GuardedBy("this")
  private Optional<Connection> displaced(Connection newest) {
    var crowded =
        hasItsShare(newest.network())
            ? Optional.ofNullable(byNetwork.get(newest.network()))
            : byNetwork.values().stream().max(Comparator.comparingInt(SequencedSet::size));
    return crowded
        .map(SequencedSet::getFirst)
        .filter(oldest -> newest.sinceNanos() - oldest.sinceNanos() >= PROTECTED_NANOS);
  }

  @GuardedBy("this")
  private int of(RemoteNetwork network) {
    var same = byNetwork.get(network);
    return same == null ? 0 : same.size();
  }
}

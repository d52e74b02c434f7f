package dev.parallax.listener;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.fleet.authority.Role;
import dev.parallax.fleet.enrolment.RemoteNetwork;
import dev.parallax.installer.Installer;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.netty.channel.socket.SocketChannel;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every open connection, by its two ends and by the identity that authenticated it. */
public final class Connections {
  private final ConnectionLimits limits;
  private final LongSupplier ticker;
  private final RefusedConnections refused;
  private final UnauthenticatedConnections unauthenticated;
  private final Downloads downloads;
  private final Installer installer;
  private final Map<Ends, Connection> open = new ConcurrentHashMap<>();

  @GuardedBy("this")
  private final Map<Role, Set<Connection>> byIdentity = new HashMap<>();

  /** A connection's two addresses; either may be unknown. */
  private record Ends(@Nullable SocketAddress local, @Nullable SocketAddress remote) {}

  /**
   * @param installer serves connections that chose no HTTP/2
   * @param ticker monotonic nanoseconds, for the age of connections
   */
  public Connections(ConnectionLimits limits, Installer installer, LongSupplier ticker) {
    this.limits = limits;
    this.installer = installer;
    this.downloads = new Downloads(limits.transfers());
    this.ticker = ticker;
    this.refused = new RefusedConnections(ticker);
    this.unauthenticated = new UnauthenticatedConnections(limits, refused);
  }

  /** The connections that were closed for lack of room. */
  public RefusedConnections refused() {
    return refused;
  }

  ConnectionLimits limits() {
    return limits;
  }

  /**
   * Initialises an accepted connection.
   *
   * @return false at a limit, when it must be closed
   */
  boolean accept(SocketChannel channel) {
    var connection =
        new Connection(this, RemoteNetwork.of(channel.remoteAddress()), ticker.getAsLong());
    if (!unauthenticated.add(connection)) {
      return false;
    }
    var ends = new Ends(channel.localAddress(), channel.remoteAddress());
    open.put(ends, connection);
    channel
        .closeFuture()
        .addListener(
            _ -> {
              open.remove(ends, connection);
              connection.closed();
            });
    channel.pipeline().addFirst(connection, new ProtocolSwitch(connection, downloads, installer));
    return true;
  }

  Optional<Connection> of(Attributes transport) {
    return Optional.ofNullable(
        open.get(
            new Ends(
                transport.get(Grpc.TRANSPORT_ATTR_LOCAL_ADDR),
                transport.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR))));
  }

  /** Counts a connection for an identity; false at its limit. */
  synchronized boolean authenticated(Connection connection, Role identity) {
    var held = byIdentity.computeIfAbsent(identity, _ -> new HashSet<>());
    if (held.size() >= limits.connections(identity)) {
      return false;
    }
    held.add(connection);
    unauthenticated.remove(connection);
    return true;
  }

  /** Closes the connections of a revoked identity, with all their calls. */
  public void cut(Predicate<Role> identity) {
    List<Connection> cut;
    synchronized (this) {
      cut =
          byIdentity.entrySet().stream()
              .filter(held -> identity.test(held.getKey()))
              .flatMap(held -> held.getValue().stream())
              .toList();
    }
    cut.forEach(Connection::cut);
  }

  synchronized void closed(Connection connection, Optional<Role> identity) {
    unauthenticated.remove(connection);
    identity.ifPresent(
        role ->
            byIdentity.computeIfPresent(
                role,
                (_, held) -> {
                  held.remove(connection);
                  return held.isEmpty() ? null : held;
                }));
  }
}

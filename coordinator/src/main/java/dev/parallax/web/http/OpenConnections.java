package dev.parallax.web.http;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The open connections of a port. A connection over the limit replaces the one that has waited
 * longest for the rest of its request, so that a complete request is served at once however many
 * incomplete requests are open. Used by the port's only event loop.
 */
final class OpenConnections {
  private final Limits limits;

  /** Oldest first; the order is that in which they began to wait for a request. */
  private final Map<Channel, ClientNetwork> waiting = new LinkedHashMap<>();

  /** Oldest first, by the time at which their requests were complete. */
  private final Map<Channel, ClientNetwork> answering = new LinkedHashMap<>();

  OpenConnections(Limits limits) {
    this.limits = limits;
  }

  /** Adds a new connection, and closes the connection that it replaces. */
  void open(Channel channel) {
    var client = ClientNetwork.of(((InetSocketAddress) channel.remoteAddress()).getAddress());
    if (count(client) >= limits.perClient()) {
      close(oldest(client::equals));
    } else if (waiting.size() + answering.size() >= limits.connections()) {
      close(oldest(any -> true));
    }
    waiting.put(channel, client);
    channel.closeFuture().addListener(closed -> forget(channel));
  }

  /** A complete request has arrived. */
  void answering(Channel channel) {
    move(channel, waiting, answering);
  }

  /** The response has been sent, and the next request may arrive. */
  void waiting(Channel channel) {
    move(channel, answering, waiting);
  }

  private long count(ClientNetwork client) {
    return waiting.values().stream().filter(client::equals).count()
        + answering.values().stream().filter(client::equals).count();
  }

  private Optional<Channel> oldest(Predicate<ClientNetwork> wanted) {
    return oldest(waiting, wanted).or(() -> oldest(answering, wanted));
  }

  private static Optional<Channel> oldest(
      Map<Channel, ClientNetwork> connections, Predicate<ClientNetwork> wanted) {
    return connections.entrySet().stream()
        .filter(entry -> wanted.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void close(Optional<Channel> evicted) {
    evicted.ifPresent(
        channel -> {
          forget(channel);
          var _ = channel.close();
        });
  }

  private void forget(Channel channel) {
    waiting.remove(channel);
    answering.remove(channel);
  }

  private static void move(
      Channel channel, Map<Channel, ClientNetwork> from, Map<Channel, ClientNetwork> to) {
    var client = from.remove(channel);
    if (client != null) {
      to.put(channel, client);
    }
  }
}

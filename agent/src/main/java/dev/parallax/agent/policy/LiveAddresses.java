package dev.parallax.agent.policy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The current addresses of this host, by the kernel. Two sources are combined, since each misses
 * addresses: the list of interfaces, at most 1 s old, which omits addresses that only a route makes
 * local; and the source address that the kernel would choose, queried at each check without
 * sending: for an address of this host it is the address itself. Safe for use by many threads.
 */
final class LiveAddresses implements HostAddresses {
  private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int ANY_PORT = 9;
  private static final int LONGEST_ANYCAST_PREFIX = 126;

  private final LongSupplier ticker;

  @GuardedBy("this")
  private Interfaces interfaces = Interfaces.NONE;

  @GuardedBy("this")
  private long readAt;

  @GuardedBy("this")
  private boolean read;

  private record Interfaces(Set<InetAddress> own, Set<InetAddress> broadcast) {
    static final Interfaces NONE = new Interfaces(Set.of(), Set.of());
  }

  /**
   * Without a list yet.
   *
   * @param ticker monotonic nanoseconds
   */
  LiveAddresses(LongSupplier ticker) {
    this.ticker = ticker;
  }

  @Override
  public Optional<String> ruleFor(InetAddress address) {
    var known = interfaces();
    if (known.broadcast().contains(address)) {
      return Optional.of(BROADCAST);
    }
    return known.own().contains(address) || staysHere(address)
        ? Optional.of(OWN)
        : Optional.empty();
  }

  private synchronized Interfaces interfaces() {
    long now = ticker.getAsLong();
    if (!read || now - readAt > LONGEST_NANOS) {
      interfaces = read().orElse(interfaces);
      readAt = now;
      read = true;
    }
    return interfaces;
  }

  private static Optional<Interfaces> read() {
    try {
      var own = new HashSet<InetAddress>();
      var broadcast = new HashSet<InetAddress>();
      NetworkInterface.networkInterfaces()
          .flatMap(
              networkInterface ->
                  Stream.concat(Stream.of(networkInterface), networkInterface.subInterfaces()))
          .flatMap(eachInterface -> eachInterface.getInterfaceAddresses().stream())
          .forEach(
              address -> {
                own.add(address.getAddress());
                anycast(address).ifPresent(own::add);
                Optional.ofNullable(address.getBroadcast()).ifPresent(broadcast::add);
              });
      return Optional.of(new Interfaces(own, broadcast));
    } catch (SocketException unreadable) {
      return Optional.empty();
    }
  }

  /** The subnet-router anycast address (RFC 4291, section 2.6.1), which a router answers at. */
  private static Optional<InetAddress> anycast(InterfaceAddress address) {
    int prefix = address.getNetworkPrefixLength();
    return address.getAddress() instanceof Inet6Address six && prefix <= LONGEST_ANYCAST_PREFIX
        ? Optional.of(Cidr.around(six, prefix).network())
        : Optional.empty();
  }

  /** Whether the kernel delivers packets to this address here. */
  private static boolean staysHere(InetAddress address) {
    var family =
        address instanceof Inet6Address
            ? StandardProtocolFamily.INET6
            : StandardProtocolFamily.INET;
    try (var socket = DatagramChannel.open(family)) {
      socket.connect(new InetSocketAddress(address, ANY_PORT));
      return socket.getLocalAddress() instanceof InetSocketAddress local
          && (local.getAddress().equals(address) || local.getAddress().isLoopbackAddress());
    } catch (IOException noRoute) {
      return false;
    }
  }
}

package dev.parallax.agent.probe.trial;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/** The routing table of this host; sends no packet. */
public final class LocalRoutes {
  private static final int ANY_PORT = 9;

  /** The most addresses of one family in a trial. */
  public static final int ADDRESSES_PER_FAMILY = 4;

  private static final String NETWORK_UNREACHABLE = "connect(..) failed with error(-101): no route";

  private LocalRoutes() {}

  /**
   * Distinguishes a missing route from an unreachable host: the transport reports both by the same
   * exception without a message, the platform's sockets do not.
   */
  public static Throwable explain(Throwable cause, InetAddress address) {
    return cause instanceof NoRouteToHostException && !leadTo(address)
        ? new SocketException(NETWORK_UNREACHABLE)
        : cause;
  }

  /** The unspecified address of the same family. */
  public static InetAddress any(InetAddress like) {
    return InetAddress.ofLiteral(like instanceof Inet6Address ? "::" : "0.0.0.0");
  }

  /** Whether this host has a route to this address at all. */
  public static boolean leadTo(InetAddress address) {
    try (var socket = DatagramChannel.open()) {
      socket.connect(new InetSocketAddress(address, ANY_PORT));
      return true;
    } catch (NoRouteToHostException hostUnreachable) {
      return true;
    } catch (IOException noRoute) {
      return false;
    }
  }

  /**
   * At most {@code most} addresses of each family. Without IPv6 at this host an IPv6 address is no
   * information about the target, unless the target has no other address.
   */
  public static List<InetAddress> reachable(List<InetAddress> addresses, int most) {
    var v4 = addresses.stream().filter(Inet4Address.class::isInstance).toList();
    var v6 = addresses.stream().filter(address -> !(address instanceof Inet4Address)).toList();
    var chosen = new ArrayList<>(v4.stream().limit(most).toList());
    if (!v6.isEmpty() && (v4.isEmpty() || speakIpv6())) {
      chosen.addAll(v6.stream().limit(most).toList());
    }
    return chosen;
  }

  /** Whether an active interface has an IPv6 address that other hosts can reach. */
  public static boolean speakIpv6() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .anyMatch(
              address ->
                  address instanceof Inet6Address
                      && !address.isLoopbackAddress()
                      && !address.isLinkLocalAddress());
    } catch (SocketException unknown) {
      return true;
    }
  }
}

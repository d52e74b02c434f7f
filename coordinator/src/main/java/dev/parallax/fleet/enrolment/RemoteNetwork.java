package dev.parallax.fleet.enrolment;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The network of a peer for limits: the IPv4 address, or the IPv6 /64, which commonly belongs to a
 * single host (RFC 6177).
 *
 * @param prefix 4 or 8 bytes, hexadecimal; empty when the address is unknown
 */
public record RemoteNetwork(String prefix) {
  private static final int IPV6_PREFIX_BYTES = 8;

  public static RemoteNetwork of(SocketAddress remote) {
    return remote instanceof InetSocketAddress internet && internet.getAddress() != null
        ? of(internet.getAddress())
        : new RemoteNetwork("");
  }

  public static RemoteNetwork of(InetAddress address) {
    var bytes = address.getAddress();
    return new RemoteNetwork(
        HexFormat.of()
            .formatHex(
                address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_PREFIX_BYTES) : bytes));
  }
}

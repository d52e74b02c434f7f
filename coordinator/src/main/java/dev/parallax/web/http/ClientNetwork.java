package dev.parallax.web.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The network of a client for limits: an IPv4 address, or the 64 bits of an IPv6 address that name
 * its network, because a host may choose the other 64 (RFC 4291, section 2.5.4).
 *
 * @param prefix in hexadecimal digits
 */
public record ClientNetwork(String prefix) {
  private static final int IPV6_BYTES = 8;

  public static ClientNetwork of(InetAddress address) {
    var bytes = address.getAddress();
    var counted = address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_BYTES) : bytes;
    return new ClientNetwork(HexFormat.of().formatHex(counted));
  }

  /** The first address of the network. */
  public InetAddress address() {
    var bytes = HexFormat.of().parseHex(prefix);
    try {
      return InetAddress.getByAddress(
          bytes.length == IPV6_BYTES ? Arrays.copyOf(bytes, 2 * IPV6_BYTES) : bytes);
    } catch (UnknownHostException impossible) { // The length is that of an address.
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether the client is on this host. */
  public boolean isLoopback() {
    var address = address();
    return address.isLoopbackAddress() || prefix.equals("0".repeat(2 * IPV6_BYTES)); // ::1
  }
}

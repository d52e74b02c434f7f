package dev.parallax.model.endpoint;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A network sent with a query as EDNS client subnet (RFC 7871): a name server answers as for a
 * client of this network.
 *
 * @param network with zero bits after the prefix
 * @param prefix length in bits, a multiple of 8: 24 for IPv4, 56 for IPv6
 */
public record ClientSubnet(InetAddress network, int prefix) {
  /** The longest prefixes that RFC 7871, section 11.1 recommends. */
  private static final int IPV4 = 24;

  private static final int IPV6 = 56;

  /** The network of this address. */
  public static ClientSubnet of(InetAddress address) {
    int prefix = address instanceof Inet4Address ? IPV4 : IPV6;
    var bytes = address.getAddress();
    for (int i = prefix / Byte.SIZE; i < bytes.length; i++) {
      bytes[i] = 0;
    }
    try {
      return new ClientSubnet(InetAddress.getByAddress(bytes), prefix);
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", impossible);
    }
  }

  /** As CIDR, e.g. {@code 198.51.100.0/24}. */
  public String word() {
    return network.getHostAddress() + "/" + prefix;
  }
}

package dev.parallax.evaluate.network;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Servers unrelated to the target. */
public final class UnrelatedServers {
  private UnrelatedServers() {}

  public static InetAddress address(String host) {
    int hash = (int) SeededRandom.mix(host.hashCode());
    return address(198, 18, (hash >>> 8) & 255, 1 + (hash & 127));
  }

  /** 2001:db8::/32 beside the IPv4 address of the same host. */
  public static InetAddress ipv6(String host) {
    var four = address(host).getAddress();
    return address(0x20, 1, 0x0d, 0xb8, 0, 9, 0, 0, 0, 0, 0, 0, four[0], four[1], four[2], four[3]);
  }

  public static InetAddress address(int... octets) {
    var bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException notFour) {
      throw new IllegalArgumentException("an address has 4 or 16 octets", notFour);
    }
  }
}

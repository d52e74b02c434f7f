package dev.parallax.attribution.symptom;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;

/**
 * Addresses of one allocation: the same /24, or the same /48 for IPv6. A forged answer does not
 * point to a neighbour of the genuine address.
 */
public final class AddressProximity {
  private static final int IPV4_BYTES = 3;
  private static final int IPV6_BYTES = 6;

  private AddressProximity() {}

  public static boolean any(String address, Collection<String> others) {
    return others.stream().anyMatch(other -> beside(bytes(address), bytes(other)));
  }

  private static boolean beside(byte[] one, byte[] two) {
    int prefix = one.length == 4 ? IPV4_BYTES : IPV6_BYTES;
    return one.length == two.length && Arrays.equals(one, 0, prefix, two, 0, prefix);
  }

  private static byte[] bytes(String address) {
    return InetAddress.ofLiteral(address).getAddress();
  }
}

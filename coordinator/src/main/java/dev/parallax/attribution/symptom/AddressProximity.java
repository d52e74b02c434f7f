package dev.parallax.attribution.symptom;

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

  public static boolean any(IpAddress address, Collection<IpAddress> addresses) {
    var bytes = address.bytes();
    return addresses.stream().anyMatch(other -> beside(bytes, other.bytes()));
  }

  private static boolean beside(byte[] first, byte[] second) {
    int prefix = first.length == 4 ? IPV4_BYTES : IPV6_BYTES;
    return first.length == second.length && Arrays.equals(first, 0, prefix, second, 0, prefix);
  }
}

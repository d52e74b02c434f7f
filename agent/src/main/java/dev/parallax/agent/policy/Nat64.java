package dev.parallax.agent.policy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The prefixes of a network's translators from IPv6 to IPv4 (RFC 6052), as its resolver shows them
 * in the addresses of {@value #NAME} (RFC 7050). Pure.
 */
public final class Nat64 {
  /**
   * A name with IPv4 addresses only, so that an IPv6 address of it comes from a translator's
   * resolver.
   */
  public static final String NAME = "ipv4only.arpa";

  /** Lengths of prefixes that RFC 6052, section 2.2, allows, longest first. */
  static final List<Integer> LENGTHS = List.of(96, 64, 56, 48, 40, 32);

  private static final Set<InetAddress> WELL_KNOWN =
      Set.of(InetAddress.ofLiteral("192.0.0.170"), InetAddress.ofLiteral("192.0.0.171"));

  /** Bits 64 to 71 are zero and part of no IPv4 address. */
  private static final int RESERVED = 8;

  private static final int MOST_PREFIXES = 16;

  private Nat64() {}

  /**
   * The prefixes in use; empty in a network without translator.
   *
   * @param addresses the addresses of {@value #NAME}
   */
  public static List<Cidr> prefixes(List<InetAddress> addresses) {
    return addresses.stream()
        .filter(Inet6Address.class::isInstance)
        .flatMap(
            address ->
                LENGTHS.stream()
                    .filter(length -> isAt(address, length))
                    .map(length -> Cidr.around(address, length)))
        .distinct()
        .limit(MOST_PREFIXES)
        .toList();
  }

  private static boolean isAt(InetAddress address, int length) {
    return embedded(address.getAddress(), length).filter(WELL_KNOWN::contains).isPresent();
  }

  /** The IPv4 address after a prefix of this length; empty when the reserved byte is not zero. */
  static Optional<InetAddress> embedded(byte[] address, int length) {
    if (length < 96 && address[RESERVED] != 0) {
      return Optional.empty();
    }
    var four = new byte[4];
    int from = length / 8;
    for (int i = 0; i < four.length; i++) {
      if (from == RESERVED) {
        from++;
      }
      four[i] = address[from++];
    }
    return Optional.of(Cidr.address(four));
  }
}

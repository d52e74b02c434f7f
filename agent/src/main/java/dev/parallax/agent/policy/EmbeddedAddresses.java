package dev.parallax.agent.policy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The IPv4 addresses that a packet to an IPv6 address may reach: the addresses that a translator
 * (RFC 6052) or a tunnel (RFC 3056, RFC 4380) extracts from it. Pure.
 */
final class EmbeddedAddresses {
  private static final Cidr WELL_KNOWN = Cidr.parse("64:ff9b::/96");
  private static final Cidr LOCAL = Cidr.parse("64:ff9b:1::/48");
  private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");
  private static final Cidr TEREDO = Cidr.parse("2001::/32");
  private static final Cidr COMPATIBLE = Cidr.parse("::/96");
  private static final Cidr STATELESS = Cidr.parse("::ffff:0:0:0/96");
  private static final int TEREDO_SERVER = 4;
  private static final int LAST = 12;

  private EmbeddedAddresses() {}

  /**
   * The addresses that this address certainly leads to.
   *
   * @param prefixes those of this network's translators
   */
  static List<InetAddress> of(InetAddress address, List<Cidr> prefixes) {
    if (!(address instanceof Inet6Address)) {
      return List.of();
    }
    var translated =
        prefixes.stream()
            .filter(prefix -> prefix.contains(address))
            .flatMap(prefix -> translated(address, prefix.prefix()).stream());
    return Stream.concat(translated, byForm(address)).distinct().toList();
  }

  /**
   * Where this address may lead: in the range for local translators (RFC 8215) any prefix of 48
   * bits or more may be in use.
   */
  static List<InetAddress> candidates(InetAddress address) {
    return LOCAL.contains(address)
        ? Nat64.LENGTHS.stream()
            .filter(length -> length >= LOCAL.prefix())
            .flatMap(length -> translated(address, length).stream())
            .toList()
        : List.of();
  }

  /** Whether the address is in the range for local translators and such a translator is in use. */
  static boolean isTranslatedLocally(InetAddress address, List<Cidr> prefixes) {
    return LOCAL.contains(address) && prefixes.stream().anyMatch(cidr -> cidr.contains(address));
  }

  private static Stream<InetAddress> byForm(InetAddress address) {
    var bytes = address.getAddress();
    if (WELL_KNOWN.contains(address) || isCompatible(address) || STATELESS.contains(address)) {
      return Stream.of(v4(bytes, LAST, 0));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return Stream.of(v4(bytes, 2, 0));
    }
    return TEREDO.contains(address)
        ? Stream.of(v4(bytes, TEREDO_SERVER, 0), v4(bytes, LAST, 0xff))
        : Stream.empty();
  }

  /** All of the range but two addresses of their own (RFC 4291, section 2.5.5.1). */
  private static boolean isCompatible(InetAddress address) {
    return COMPATIBLE.contains(address)
        && !address.isLoopbackAddress()
        && !address.isAnyLocalAddress();
  }

  private static Optional<InetAddress> translated(InetAddress address, int length) {
    return Nat64.embedded(address.getAddress(), length);
  }

  /**
   * Four bytes as an address.
   *
   * @param mask combined with each byte by exclusive or
   */
  private static InetAddress v4(byte[] bytes, int at, int mask) {
    var four = new byte[4];
    for (int i = 0; i < four.length; i++) {
      four[i] = (byte) (bytes[at + i] ^ mask);
    }
    return Cidr.address(four);
  }
}

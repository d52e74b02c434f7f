package dev.parallax.model.vantage;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A host by its observed public address. */
final class PeerHost {
  /** The minimum size of one customer's network (RFC 6177). */
  private static final int IPV6_PREFIX_BYTES = 8;

  private PeerHost() {}

  /** Empty for an address that several hosts may have: private, loopback, link-local, shared. */
  static Optional<String> of(String literal) {
    try {
      return Optional.of(InetAddress.ofLiteral(literal))
          .filter(PeerHost::isPublic)
          .map(PeerHost::key);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static String key(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), IPV6_PREFIX_BYTES)) + "/64"
        : address.getHostAddress();
  }

  private static boolean isPublic(InetAddress address) {
    return !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isSiteLocalAddress()
        && !isUniqueLocal(address)
        && !isShared(address);
  }

  /** RFC 4193. */
  private static boolean isUniqueLocal(InetAddress address) {
    return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
  }

  /** 100.64.0.0/10, RFC 6598. */
  private static boolean isShared(InetAddress address) {
    var bytes = address.getAddress();
    return bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
  }
}

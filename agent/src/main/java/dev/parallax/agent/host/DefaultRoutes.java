package dev.parallax.agent.host;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The default routes of the kernel and the addresses of their interfaces. */
final class DefaultRoutes {
  private static final int LONGEST = 1 << 18;
  private static final int MOST_ADDRESSES = 4;
  private static final int PREFIX_BYTES = 8;
  private static final String ANY4 = "00000000";
  private static final String ANY6 = "0".repeat(32);
  private static final int UP = 1;

  private DefaultRoutes() {}

  private record DefaultRoute(String networkInterface, InetAddress gateway, long metric) {
    String text(String addresses) {
      return networkInterface
          + (gateway.isAnyLocalAddress() ? "" : " through " + gateway.getHostAddress())
          + (addresses.isEmpty() ? "" : " from " + addresses);
    }
  }

  /** Such as {@code eth0 through 192.0.2.1 from 192.0.2.7}; empty without a default route. */
  static Optional<String> ipv4(HostFiles files) {
    return best(
        TextFile.lines(files.routes4(), LONGEST).stream()
            .flatMap(line -> v4(line).stream())
            .toList());
  }

  /** The same for IPv6; of an address only its /64, because hosts change the rest daily. */
  static Optional<String> ipv6(HostFiles files) {
    return best(
        TextFile.lines(files.routes6(), LONGEST).stream()
            .flatMap(line -> v6(line).stream())
            .toList());
  }

  private static Optional<String> best(List<DefaultRoute> routes) {
    return routes.stream()
        .min(Comparator.comparingLong(DefaultRoute::metric))
        .map(route -> route.text(addresses(route)));
  }

  /** Fields: interface, destination, gateway, flags, 2 counters, metric, mask. */
  private static Optional<DefaultRoute> v4(String line) {
    var fields = line.strip().split("\\s+", -1);
    return fields.length > 7 && fields[1].equals(ANY4) && fields[7].equals(ANY4)
        ? route(fields[0], fields[2], fields[3], fields[6], 10)
        : Optional.empty();
  }

  /** Fields: destination, its length, source, its length, gateway, metric, 2 counters, flags. */
  private static Optional<DefaultRoute> v6(String line) {
    var fields = line.strip().split("\\s+", -1);
    return fields.length > 9
            && fields[0].equals(ANY6)
            && fields[1].equals("00")
            && !fields[9].equals("lo")
        ? route(fields[9], fields[4], fields[8], fields[5], 16)
        : Optional.empty();
  }

  private static Optional<DefaultRoute> route(
      String networkInterface, String gateway, String flags, String metric, int radix) {
    try {
      return (Integer.parseUnsignedInt(flags, 16) & UP) == 0
          ? Optional.empty()
          : Optional.of(
              new DefaultRoute(networkInterface, address(gateway), Long.parseLong(metric, radix)));
    } catch (IllegalArgumentException | UnknownHostException unknownFormat) {
      return Optional.empty();
    }
  }

  /** IPv4 addresses stand in the byte order of the host, which is little-endian here. */
  private static InetAddress address(String hex) throws UnknownHostException {
    var bytes = HexFormat.of().parseHex(hex);
    if (bytes.length == 4) {
      bytes = new byte[] {bytes[3], bytes[2], bytes[1], bytes[0]};
    }
    return InetAddress.getByAddress(bytes);
  }

  private static String addresses(DefaultRoute route) {
    try {
      var found = NetworkInterface.getByName(route.networkInterface());
      return found == null
          ? ""
          : found
              .inetAddresses()
              .filter(address -> address.getClass() == route.gateway().getClass())
              .filter(address -> !address.isLinkLocalAddress())
              .map(DefaultRoutes::stable)
              .distinct()
              .sorted()
              .limit(MOST_ADDRESSES)
              .collect(Collectors.joining(", "));
    } catch (SocketException unknown) {
      return "";
    }
  }

  private static String stable(InetAddress address) {
    if (address instanceof Inet4Address) {
      return address.getHostAddress();
    }
    try {
      var bytes = address.getAddress();
      Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
      return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

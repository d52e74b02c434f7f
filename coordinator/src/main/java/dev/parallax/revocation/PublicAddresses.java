package dev.parallax.revocation;

import dev.parallax.model.exchange.Network;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that a URL of a certificate may lead to: those of the public Internet, by the IANA
 * special-purpose address registries, and the ranges that the operator permits. Loopback,
 * link-local, private and metadata addresses are not public.
 *
 * @param permitted further ranges, e.g. of a private authority's servers
 */
record PublicAddresses(List<Network> permitted) {
  private static final List<Network> SPECIAL_IPV4 =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "168.63.129.16/32", // Azure's metadata service
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  private static final List<Network> GLOBAL_IPV6 = networks("2000::/3");

  /** Parts of the global range; those that contain an IPv4 address are left out as well. */
  private static final List<Network> SPECIAL_IPV6 =
      networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  PublicAddresses {
    permitted = List.copyOf(permitted);
  }

  boolean permits(InetAddress address) {
    return contains(permitted, address) || isPublic(address);
  }

  private static boolean isPublic(InetAddress address) {
    return address instanceof Inet6Address
        ? contains(GLOBAL_IPV6, address) && !contains(SPECIAL_IPV6, address)
        : !contains(SPECIAL_IPV4, address);
  }

  private static boolean contains(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(Network::parse).toList();
  }
}

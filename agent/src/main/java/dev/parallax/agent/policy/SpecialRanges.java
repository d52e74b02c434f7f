package dev.parallax.agent.policy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The table of special addresses: ranges that are not globally reachable by the IANA IPv4 and IPv6
 * Special-Purpose Address Registries, multicast, and the metadata services of clouds.
 */
final class SpecialRanges {
  private record Range(String rule, Cidr cidr) {}

  /**
   * The addresses at which clouds serve credentials and configuration to their machines, by each
   * provider's documentation.
   */
  private static final List<Range> METADATA =
      List.of(
          range("metadata", "169.254.169.254/32"), // most clouds, OpenStack among them
          range("metadata", "169.254.170.2/32"), // AWS container credentials
          range("metadata", "169.254.170.23/32"), // AWS pod identity
          range("metadata", "169.254.0.23/32"), // Tencent
          range("metadata", "169.254.10.10/32"), // Tencent
          range("metadata", "169.254.42.42/32"), // Scaleway
          range("metadata", "100.100.100.200/32"), // Alibaba
          range("metadata", "168.63.129.16/32"), // Azure
          range("metadata", "192.0.0.192/32"), // Oracle Classic
          range("metadata", "fd00:ec2::/32"), // AWS: metadata, pod identity
          range("metadata", "fd20:ce::254/128"), // Google
          range("metadata", "fd00:c1::a9fe:a9fe/128"), // Oracle
          range("metadata", "fd00:42::42/128"), // Scaleway
          range("metadata", "fd00:a9fe:a9fe::1/128"), // Akamai (Linode)
          range("metadata", "fd00:100::100:200/128"), // Alibaba
          range("metadata", "fe80::a9fe:a9fe/128")); // OpenStack

  /** Parts of a range below that the registries call globally reachable. */
  private static final List<Range> GLOBAL =
      List.of(
          range("port-control-protocol", "192.0.0.9/32"),
          range("turn-anycast", "192.0.0.10/32"),
          range("port-control-protocol", "2001:1::1/128"),
          range("turn-anycast", "2001:1::2/128"),
          range("srp-anycast", "2001:1::3/128"),
          range("amt", "2001:3::/32"),
          range("as112", "2001:4:112::/48"),
          range("orchid-v2", "2001:20::/28"),
          range("drone-remote-id", "2001:30::/28"));

  private static final List<Range> SPECIAL =
      List.of(
          range("this-network", "0.0.0.0/8"),
          range("private-use", "10.0.0.0/8"),
          range("shared-address-space", "100.64.0.0/10"),
          range("loopback", "127.0.0.0/8"),
          range("link-local", "169.254.0.0/16"),
          range("private-use", "172.16.0.0/12"),
          range("ietf-protocol", "192.0.0.0/24"),
          range("documentation", "192.0.2.0/24"),
          range("6to4-relay", "192.88.99.0/24"),
          range("private-use", "192.168.0.0/16"),
          range("benchmarking", "198.18.0.0/15"),
          range("documentation", "198.51.100.0/24"),
          range("documentation", "203.0.113.0/24"),
          range("multicast", "224.0.0.0/4"),
          range("reserved", "240.0.0.0/4"),
          range("unspecified", "::/128"),
          range("loopback", "::1/128"),
          range("ipv4-compatible", "::/96"),
          range("translation-local", "64:ff9b:1::/48"),
          range("discard-only", "100::/64"),
          range("dummy-prefix", "100:0:0:1::/64"),
          range("ietf-protocol", "2001::/23"),
          range("documentation", "2001:db8::/32"),
          range("6to4", "2002::/16"),
          range("documentation", "3fff::/20"),
          range("segment-routing", "5f00::/16"),
          range("unique-local", "fc00::/7"),
          range("link-local", "fe80::/10"),
          range("site-local", "fec0::/10"),
          range("multicast", "ff00::/8"));

  /** The global unicast range of IANA, and the well-known translation prefix. */
  private static final List<Cidr> GLOBAL_UNICAST =
      List.of(Cidr.parse("2000::/3"), Cidr.parse("64:ff9b::/96"));

  private static final String UNASSIGNED = "reserved";

  private SpecialRanges() {}

  static boolean isMetadata(InetAddress address) {
    return find(METADATA, address).isPresent();
  }

  /** The rule of the range that contains this address; empty for an ordinary public address. */
  static Optional<String> ruleFor(InetAddress address) {
    return find(GLOBAL, address).isPresent()
        ? Optional.empty()
        : find(SPECIAL, address).or(() -> unassigned(address));
  }

  private static Optional<String> unassigned(InetAddress address) {
    return address instanceof Inet6Address
            && GLOBAL_UNICAST.stream().noneMatch(range -> range.contains(address))
        ? Optional.of(UNASSIGNED)
        : Optional.empty();
  }

  private static Optional<String> find(List<Range> ranges, InetAddress address) {
    return ranges.stream()
        .filter(range -> range.cidr().contains(address))
        .map(Range::rule)
        .findFirst();
  }

  private static Range range(String rule, String cidr) {
    return new Range(rule, Cidr.parse(cidr));
  }
}

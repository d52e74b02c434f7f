package dev.parallax.lab.servers;

import dev.parallax.lab.net.Ipv6Addresses;
import dev.parallax.lab.net.Topology;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configuration of unbound, as the zone's own server or as one network's resolver. */
public final class Resolvers {
  private static final String COMMON =
      """
      server:
        directory: "HOME"
        chroot: ""
        username: ""
        pidfile: "HOME/pid"
        use-syslog: no
        do-daemonize: no
        do-ip6: no
        num-threads: 1
        interface: %s
        access-control: 0.0.0.0/0 allow
        module-config: "validator iterator"
        cache-max-ttl: 0
        cache-max-negative-ttl: 0
        infra-host-ttl: 1
        qname-minimisation: no
        include: "HOME/local.conf"
      """;

  private Resolvers() {}

  /** Answers from its {@code local.conf} only. */
  static String zone() {
    return COMMON.formatted(Topology.ZONE) + "  local-zone: \".\" static\n";
  }

  /** The answers of the zone's server for each name of the lab. */
  public static String zoneData() {
    return zoneData(address(LabSite.NAME, Topology.ORIGIN));
  }

  /** The same, but for the shop's name. */
  public static String zoneData(String aboutTheShop) {
    return aboutTheShop + elsewhere(Resolvers::address);
  }

  /** The name has these addresses. */
  public static String address(String name, String... addresses) {
    return "local-zone: \"%s.\" static\n".formatted(name)
        + Stream.of(addresses)
            .map(address -> "local-data: \"%s. 60 IN A %s\"\n".formatted(name, address))
            .collect(Collectors.joining());
  }

  /** The name has these addresses, and their counterparts of the other family. */
  static String bothFamilies(String name, String... addresses) {
    return address(name, addresses)
        + Stream.of(addresses)
            .map(
                address ->
                    "local-data: \"%s. 60 IN AAAA %s\"\n"
                        .formatted(name, Ipv6Addresses.of(address)))
            .collect(Collectors.joining());
  }

  /** The answers of the zone's server when every name has IPv6 addresses too. */
  public static String zoneDataOfBothFamilies() {
    return bothFamilies(LabSite.NAME, Topology.ORIGIN) + elsewhere(Resolvers::bothFamilies);
  }

  /** The data of every site but the shop. */
  private static String elsewhere(BiFunction<String, String, String> data) {
    return LabSite.addresses().entrySet().stream()
        .filter(site -> !site.getKey().equals(LabSite.NAME))
        .map(site -> data.apply(site.getKey(), site.getValue()))
        .collect(Collectors.joining());
  }

  /** The parent declares the shop's zone as signed, although it is not. */
  public static String signedByWord() {
    return "trust-anchor: \"%s. DS 4711 13 2 %s\"\n".formatted(LabSite.NAME, "AB".repeat(32));
  }

  /** Queries the zone's server every time, without a cache. */
  static String recursive(String address) {
    return COMMON.formatted(address)
        + "forward-zone:\n  name: \".\"\n  forward-addr: "
        + Topology.ZONE
        + "\n";
  }
}

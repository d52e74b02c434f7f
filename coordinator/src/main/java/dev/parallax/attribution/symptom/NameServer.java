package dev.parallax.attribution.symptom;

import dev.parallax.model.observation.DnsStep;
import java.util.Optional;

/**
 * The name server of a resolution.
 *
 * @param endpoint {@code address:port} as the agent reported it; {@code [address]:port} for IPv6
 */
public record NameServer(String endpoint) implements Comparable<NameServer> {
  private static final String IPV4_LOOPBACK = "127.";
  private static final String IPV6_LITERAL = "[";

  /**
   * The name server that several vantages may have in common; absent for the hosts file, a resolver
   * on the vantage's own host, and any IPv6 address.
   */
  static Optional<NameServer> shared(DnsStep dns) {
    return dns.isOfHostsFile() || !isShared(dns.resolver())
        ? Optional.empty()
        : Optional.of(new NameServer(dns.resolver()));
  }

  private static boolean isShared(String endpoint) {
    return !endpoint.isEmpty()
        && !endpoint.startsWith(IPV4_LOOPBACK)
        && !endpoint.startsWith(IPV6_LITERAL);
  }

  @Override
  public int compareTo(NameServer other) {
    return endpoint.compareTo(other.endpoint);
  }

  @Override
  public String toString() {
    return endpoint;
  }
}

package dev.parallax.agent.dns.stub;

import dev.parallax.model.endpoint.Resolver.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the stub resolver of a host resolves names (resolv.conf(5)).
 *
 * @param servers name servers in the order of preference, 1 to 3
 * @param search domains that are appended to a name
 * @param ndots a name with fewer dots is first queried with the search list, 0 to 15
 * @param timeout of a query to one name server, 1 s to 30 s
 * @param attempts the number of times that a name server is queried before the resolution fails, 1
 *     to 5
 * @param rotate whether each resolution begins with another name server
 * @param transport UDP, or TCP with the option {@code use-vc}
 */
public record ResolverConfiguration(
    List<InetSocketAddress> servers,
    List<String> search,
    int ndots,
    Duration timeout,
    int attempts,
    boolean rotate,
    Transport transport) {
  static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(5);
  static final int STANDARD_ATTEMPTS = 2;

  private static final int LONGEST_NAME = 253;

  public ResolverConfiguration {
    servers = List.copyOf(servers);
    search = List.copyOf(search);
    if (servers.isEmpty() || servers.stream().anyMatch(InetSocketAddress::isUnresolved)) {
      throw new IllegalArgumentException("a resolver is an address, got: " + servers);
    }
  }

  /** One name server over UDP, without a search list. */
  public static ResolverConfiguration of(InetSocketAddress server) {
    return new ResolverConfiguration(
        List.of(server), List.of(), 0, STANDARD_TIMEOUT, STANDARD_ATTEMPTS, false, Transport.UDP);
  }

  /** The same for names that are complete. */
  public ResolverConfiguration withoutSearch() {
    return new ResolverConfiguration(servers, List.of(), 0, timeout, attempts, rotate, transport);
  }

  /** The names that a program of the host queries, in order, until a name has addresses. */
  public List<String> candidates(String host) {
    var searched =
        search.stream()
            .map(domain -> host + "." + domain)
            .filter(name -> name.length() <= LONGEST_NAME);
    boolean complete = host.chars().filter(each -> each == '.').count() >= ndots;
    return complete
        ? Stream.concat(Stream.of(host), searched).toList()
        : Stream.concat(searched, Stream.of(host)).toList();
  }
}

package dev.parallax.model.observation;

import dev.parallax.model.failure.FailureWord;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The queries for A and AAAA of one name to one name server.
 *
 * @param server {@code address:port}
 * @param transport as in {@link DnsStep}
 * @param name the host, or the host with a domain of the search list
 * @param rcode IANA DNS RCODE name; empty without a reply
 * @param failure absent when addresses were received
 * @param addresses the addresses received
 */
public record DnsQuery(
    String server,
    String transport,
    String name,
    String rcode,
    Optional<FailureWord> failure,
    List<InetAddress> addresses,
    Duration took) {
  public DnsQuery {
    addresses = List.copyOf(addresses);
  }
}

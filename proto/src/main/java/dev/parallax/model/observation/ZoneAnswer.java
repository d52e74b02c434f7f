package dev.parallax.model.observation;

import dev.parallax.model.failure.FailureWord;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The answer of an authoritative name server to the queries for A and AAAA of one name, without
 * recursion.
 *
 * @param zone the zone whose NS records name the server
 * @param nameServer the name in the NS record
 * @param server {@code address:port}
 * @param transport {@code udp} or {@code tcp}
 * @param name the queried name: the host, or an alias of it
 * @param clientSubnet the network sent as EDNS client subnet (RFC 7871), e.g. {@code
 *     198.51.100.0/24}; absent without the option
 * @param authoritative the AA bit of every reply
 * @param rcode IANA DNS RCODE name; empty without a reply
 * @param alias the last alias (CNAME) of the answer
 * @param failure absent when addresses or an alias were received with AA
 * @param addresses the addresses received
 */
public record ZoneAnswer(
    String zone,
    String nameServer,
    String server,
    String transport,
    String name,
    Optional<String> clientSubnet,
    boolean authoritative,
    String rcode,
    Optional<String> alias,
    Optional<FailureWord> failure,
    List<InetAddress> addresses,
    Duration took) {
  public ZoneAnswer {
    addresses = List.copyOf(addresses);
  }

  /** Whether the zone's own name server gave these addresses. */
  public boolean isAnswered() {
    return authoritative && failure.isEmpty() && !addresses.isEmpty();
  }
}

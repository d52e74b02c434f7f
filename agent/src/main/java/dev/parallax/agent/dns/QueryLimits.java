package dev.parallax.agent.dns;

import dev.parallax.model.endpoint.ClientSubnet;
import java.time.Duration;
import java.util.Optional;

/**
 * How long and how often a name server is queried, and in which form.
 *
 * @param timeout until the query has failed
 * @param repeated whether a datagram without a reply is sent again
 * @param watching whether to wait 50 to 300 ms over UDP for a second, different reply; the duration
 *     of the step excludes this wait
 * @param recursive the RD bit; without, only what the name server itself has is the answer
 * @param subnet sent as EDNS client subnet
 */
public record QueryLimits(
    Duration timeout,
    boolean repeated,
    boolean watching,
    boolean recursive,
    Optional<ClientSubnet> subnet) {
  /** Of a query to a resolver. */
  public QueryLimits(Duration timeout, boolean repeated, boolean watching) {
    this(timeout, repeated, watching, true, Optional.empty());
  }

  /** Of a query to an authoritative name server, with this subnet. */
  public static QueryLimits direct(Duration timeout, Optional<ClientSubnet> subnet) {
    return new QueryLimits(timeout, true, true, false, subnet);
  }
}

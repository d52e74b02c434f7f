package dev.parallax.model.plan;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.value.Check;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The route of a probe's packets.
 *
 * @param address connects to this address without a resolution
 * @param family the family of the used addresses
 * @param sourcePort the local port, so that the flow takes the same path each time; 0 for a new
 *     port each time
 * @param hopLimit the hop limit of one packet
 */
public record Route(
    Optional<InetAddress> address, Family family, int sourcePort, Optional<HopLimit> hopLimit) {
  /** Resolve, use every address, any source port, no limit. */
  public static final Route FREE = new Route(Optional.empty(), Family.ANY, 0, Optional.empty());

  public Route {
    Check.that(
        sourcePort >= 0 && sourcePort <= 65_535, "a source port is 0 (any) to 65535", sourcePort);
  }

  public static Route to(InetAddress address) {
    return FREE.via(Optional.of(address));
  }

  public Route via(Optional<InetAddress> other) {
    return new Route(other, family, sourcePort, hopLimit);
  }

  public Route only(Family other) {
    return new Route(address, other, sourcePort, hopLimit);
  }

  public Route from(int port) {
    return new Route(address, family, port, hopLimit);
  }

  public Route within(HopLimit limit) {
    return new Route(address, family, sourcePort, Optional.of(limit));
  }
}

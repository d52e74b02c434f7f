package dev.parallax.evaluate.network;

import dev.parallax.model.endpoint.Resolver;
import java.util.Optional;

/**
 * A name resolution.
 *
 * @param other the name server instead of the host's own
 */
public record DnsQuestion(
    SimulatedVantage place,
    String host,
    boolean ofTarget,
    Optional<Resolver> other,
    double time,
    SeededRandom draw) {

  /** The address of the zone's own name server. */
  public static final String ZONE_SERVER = "192.0.2.53";

  /** Whether the zone's own name server is queried. */
  public boolean isToTheZone() {
    return other.filter(it -> it.address().getHostAddress().equals(ZONE_SERVER)).isPresent();
  }

  public boolean overUdp() {
    return other.map(it -> it.transport() == Resolver.Transport.UDP).orElse(true);
  }
}

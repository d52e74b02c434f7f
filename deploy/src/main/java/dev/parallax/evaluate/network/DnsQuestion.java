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

  public boolean overUdp() {
    return other.map(it -> it.transport() == Resolver.Transport.UDP).orElse(true);
  }
}

package dev.parallax.evaluate;

import dev.parallax.model.Resolver;
import java.util.Optional;

/**
 * A name being resolved.
 *
 * @param other the name server asked instead of the host's own
 */
record Question(
    Place place, String host, boolean ofTarget, Optional<Resolver> other, double time, Draw draw) {

  boolean overUdp() {
    return other.map(it -> it.transport() == Resolver.Transport.UDP).orElse(true);
  }
}

package dev.parallax.agent.responder;

import dev.parallax.model.observation.Sighting;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The connections of one round of a sweep among all connections to this host. Only these are
 * reported to a coordinator. The coordinator proves its knowledge of a connection by the
 * ClientHello's random, which the client of that connection drew (RFC 8446, section 4.1.2); a
 * connection without a ClientHello is included when a connection with a known random came from the
 * same address.
 *
 * @param clientRandoms lower-case hex, 64 characters each
 */
public record SweepConnections(Set<String> clientRandoms) {
  public SweepConnections {
    clientRandoms = Set.copyOf(clientRandoms);
  }

  /** The sightings that belong to the round, in their order. */
  public List<Sighting> among(List<Sighting> sightings) {
    var addresses = addresses(sightings);
    return sightings.stream()
        .filter(seen -> isKnown(seen) || isWithoutHello(seen, addresses))
        .toList();
  }

  private Set<InetAddress> addresses(List<Sighting> sightings) {
    return sightings.stream().filter(this::isKnown).map(Sighting::peer).collect(Collectors.toSet());
  }

  private boolean isKnown(Sighting seen) {
    return seen.helloArrived() && clientRandoms.contains(seen.helloRandom());
  }

  private static boolean isWithoutHello(Sighting seen, Set<InetAddress> addresses) {
    return !seen.helloArrived() && addresses.contains(seen.peer());
  }
}

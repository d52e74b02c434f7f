package dev.parallax.model;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What arms with a parameter are run with.
 *
 * @param controlName an innocuous server name
 * @param addresses of the target, the one most worth trying first
 * @param neutral a server elsewhere that any name may be sent to
 * @param resolvers to ask besides the host's own
 * @param hops how far away the target may be, for a TTL walk
 */
public record ArmInputs(
    String controlName,
    List<InetAddress> addresses,
    Optional<Target> neutral,
    List<Resolver> resolvers,
    int hops) {
  /** A target is seldom farther; three walks of this length fit a sweep. */
  public static final int USUAL_HOPS = 16;

  public ArmInputs {
    addresses = List.copyOf(addresses);
    resolvers = List.copyOf(resolvers);
    Check.that(hops >= 1 && hops <= HopLimit.MOST, "a walk has 1 to 255 hops", hops);
  }
}

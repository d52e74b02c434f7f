package dev.parallax.model.plan;

import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.value.Check;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of arms.
 *
 * @param controlName an innocuous server name
 * @param addresses of the target, the most useful first
 * @param neutral an unrelated server to which any name may be sent
 * @param resolvers to query in addition to the host's own
 * @param hops the maximum distance of the target in hops, for a TTL walk
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

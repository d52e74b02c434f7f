package dev.parallax.report.facts;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.text.AddressOrder;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The farthest router that is on the path of every traced failing vantage and on no path of a
 * passing vantage.
 *
 * @param hop counted from the vantage, the minimum over the vantages
 * @param otherPaths number of known paths of passing vantages, in its address family
 */
public record SharedRouter(InetAddress address, int hop, int otherPaths) {
  /** The first hop of a single vantage is its own gateway, which no other vantage shares. */
  private static final int BEYOND_THE_GATEWAY = 2;

  /** Inside vantages are on no path from outside. */
  public static Optional<SharedRouter> of(
      ObservationGrid grid, Collection<VantageId> failing, Collection<VantageId> passing) {
    var both = destinations(grid, failing);
    both.retainAll(destinations(grid, passing));
    var here = ways(grid, failing, both);
    var there = ways(grid, passing, both);
    return here.isEmpty()
        ? Optional.empty()
        : here.getFirst().keySet().stream()
            .filter(router -> here.stream().allMatch(way -> way.containsKey(router)))
            .flatMap(router -> apart(router, here, there).stream())
            .max(Comparator.comparingInt(SharedRouter::hop));
  }

  private static Optional<SharedRouter> apart(
      InetAddress router,
      List<Map<InetAddress, Integer>> here,
      List<Map<InetAddress, Integer>> there) {
    var sameKind = there.stream().filter(way -> isOfSameKind(way, router)).toList();
    int hop = here.stream().mapToInt(way -> way.getOrDefault(router, 0)).min().orElse(0);
    boolean own = here.size() == 1 && hop < BEYOND_THE_GATEWAY;
    return own || sameKind.isEmpty() || sameKind.stream().anyMatch(way -> way.containsKey(router))
        ? Optional.empty()
        : Optional.of(new SharedRouter(router, hop, sameKind.size()));
  }

  private static boolean isOfSameKind(Map<InetAddress, Integer> way, InetAddress router) {
    return way.keySet().stream().anyMatch(other -> other.getClass().equals(router.getClass()));
  }

  /** To the addresses that both kinds walked to: elsewhere other routers lead. */
  private static List<Map<InetAddress, Integer>> ways(
      ObservationGrid grid, Collection<VantageId> vantages, Set<InetAddress> destinations) {
    return vantages.stream()
        .map(vantage -> way(walks(grid, vantage), destinations))
        .filter(way -> !way.isEmpty())
        .toList();
  }

  private static Set<InetAddress> destinations(
      ObservationGrid grid, Collection<VantageId> vantages) {
    return vantages.stream()
        .flatMap(vantage -> walks(grid, vantage).stream())
        .flatMap(seen -> seen.key().address().stream())
        .collect(Collectors.toSet());
  }

  private static List<Observation> walks(ObservationGrid grid, VantageId vantage) {
    return grid.isInside(vantage)
        ? List.of()
        : Stream.of(Arm.TRACEROUTE, Arm.TTL_WALK)
            .flatMap(arm -> grid.ran(vantage, arm).stream())
            .toList();
  }

  /** Every router that answered, and how far off at the least. */
  private static Map<InetAddress, Integer> way(
      List<Observation> walks, Set<InetAddress> destinations) {
    Map<InetAddress, Integer> way = new TreeMap<>(AddressOrder.TEXTUAL);
    walks.stream()
        .filter(seen -> seen.key().address().filter(destinations::contains).isPresent())
        .forEach(seen -> take(seen, way));
    return way;
  }

  private static void take(Observation seen, Map<InetAddress, Integer> way) {
    seen.steps().path().stream()
        .map(PathStep::replies)
        .flatMap(List::stream)
        .filter(reply -> reply.hops() > 0)
        .forEach(
            reply ->
                reply
                    .from()
                    .filter(router -> !seen.key().address().equals(Optional.of(router)))
                    .ifPresent(router -> way.merge(router, reply.hops(), Math::min)));
  }
}

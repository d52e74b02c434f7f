package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.Blame;
import dev.parallax.model.NextProbe;
import dev.parallax.model.NextProbe.Why;
import dev.parallax.model.Segment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The vantages that would settle what the fleet cannot: one at the origin, one on a second network
 * of the region, a second one on the network; each with what its failing or passing would tell.
 */
final class LackingVantages {
  private final Table table;
  private final List<Belief> open;

  LackingVantages(Table table, List<Belief> beliefs) {
    this.table = table;
    this.open =
        beliefs.stream().filter(one -> one.cause() != null && !one.cause().unknown()).toList();
  }

  /** The most telling first. */
  List<NextProbe> all() {
    return Stream.of(inside(), secondNetwork(), secondAgent())
        .flatMap(Optional::stream)
        .filter(probe -> probe.gain() >= Worth.LEAST_BITS)
        .sorted(Comparator.comparingDouble(NextProbe::gain).reversed())
        .toList();
  }

  /** The service fails there too; an edge does not. */
  private Optional<NextProbe> inside() {
    return table.hasInside()
        ? Optional.empty()
        : Optional.of(
            lacking(
                Why.NEEDS_INSIDE,
                Map.of(),
                one -> Fault.of(one).blame() == Blame.ORIGIN,
                one -> Fault.of(one).segment().equals(Optional.of(Segment.SERVICE))));
  }

  private Optional<NextProbe> secondNetwork() {
    return failing()
        .map(Floors::region)
        .filter(region -> !region.isEmpty())
        .map(
            region ->
                lacking(
                    Why.NEEDS_SECOND_NETWORK,
                    Map.of("region", region),
                    LackingVantages::onTheWay,
                    LackingVantages::reachesOtherNetworks));
  }

  private Optional<NextProbe> secondAgent() {
    return failing()
        .filter(rows -> Floors.networks(rows).size() == 1)
        .map(rows -> rows.getFirst().network())
        .map(
            network ->
                lacking(
                    Why.NEEDS_SECOND_AGENT,
                    Map.of("network", network),
                    LackingVantages::onTheWay,
                    LackingVantages::reachesOtherHosts));
  }

  private Optional<List<Row>> failing() {
    return open.stream().findFirst().map(Explained::of).filter(rows -> !rows.isEmpty());
  }

  private static boolean onTheWay(Belief belief) {
    return switch (Fault.of(belief).blame()) {
      case PATH, REGION, VANTAGE -> true;
      case ORIGIN, HEALTHY, INCONCLUSIVE -> false;
    };
  }

  private static boolean reachesOtherNetworks(Belief belief) {
    return switch (belief.name().scope().attribute()) {
      case REGION, COUNTRY, OUTSIDE, EVERYONE -> true;
      default -> false;
    };
  }

  private static boolean reachesOtherHosts(Belief belief) {
    return switch (belief.name().scope().attribute()) {
      case NETWORK, PROVIDER, HOP, RESOLVER -> true;
      default -> reachesOtherNetworks(belief);
    };
  }

  /** Gain: the entropy of its answer, as far as these causes are it. */
  private NextProbe lacking(
      Why why, Map<String, String> parameters, Predicate<Belief> about, Predicate<Belief> fails) {
    var those = open.stream().filter(about).toList();
    double failing = mass(those, fails);
    double passing = mass(those, fails.negate());
    var gain = bits(failing, passing) + bits(passing, failing);
    return new NextProbe(Arm.BASE, List.of(), gain, why, parameters);
  }

  private static double mass(List<Belief> beliefs, Predicate<Belief> which) {
    return beliefs.stream().filter(which).mapToDouble(Belief::mass).sum();
  }

  private static double bits(double one, double other) {
    return one <= 0 ? 0 : -one * Math.log(one / (one + other)) / Math.log(2);
  }
}

package dev.parallax.attribution.nextround;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.hypothesis.BlameAssignment;
import dev.parallax.attribution.inference.HypothesisPosterior;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.NextProbe.Why;
import dev.parallax.model.verdict.Segment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The vantages that would decide an open question: one at the origin, one on a second network of
 * the region, a second one on the network; each with the meaning of its failure or pass.
 */
public final class VantagesToEnrol {
  private final Comparison table;
  private final List<HypothesisPosterior> open;

  VantagesToEnrol(Comparison table, List<HypothesisPosterior> beliefs) {
    this.table = table;
    this.open =
        beliefs.stream()
            .filter(
                posterior -> posterior.hypothesis() != null && !posterior.hypothesis().unknown())
            .toList();
  }

  /** The most telling first. */
  List<NextProbe> all() {
    return Stream.of(inside(), secondNetwork(), secondAgent())
        .flatMap(Optional::stream)
        .filter(probe -> probe.gain() >= ProbeUtility.LEAST_BITS)
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
                posterior -> BlameAssignment.of(posterior.hypothesis()).blame() == Blame.ORIGIN,
                hypothesisPosterior ->
                    BlameAssignment.of(hypothesisPosterior.hypothesis())
                        .segment()
                        .equals(Optional.of(Segment.SERVICE))));
  }

  private Optional<NextProbe> secondNetwork() {
    return failing()
        .map(ComparedVantages::region)
        .filter(region -> !region.isEmpty())
        .map(
            region ->
                lacking(
                    Why.NEEDS_SECOND_NETWORK,
                    Map.of("region", region),
                    VantagesToEnrol::onTheWay,
                    VantagesToEnrol::reachesOtherNetworks));
  }

  private Optional<NextProbe> secondAgent() {
    return failing()
        .filter(rows -> ComparedVantages.networks(rows).size() == 1)
        .map(rows -> rows.getFirst().network())
        .map(
            network ->
                lacking(
                    Why.NEEDS_SECOND_AGENT,
                    Map.of("network", network),
                    VantagesToEnrol::onTheWay,
                    VantagesToEnrol::reachesOtherHosts));
  }

  private Optional<List<ComparedVantage>> failing() {
    return open.stream()
        .findFirst()
        .map(HypothesisPosterior::affected)
        .filter(rows -> !rows.isEmpty());
  }

  private static boolean onTheWay(HypothesisPosterior belief) {
    return switch (BlameAssignment.of(belief.hypothesis()).blame()) {
      case PATH, REGION, VANTAGE -> true;
      case ORIGIN, HEALTHY, INCONCLUSIVE -> false;
    };
  }

  private static boolean reachesOtherNetworks(HypothesisPosterior belief) {
    return switch (belief.name().scope().attribute()) {
      case REGION, COUNTRY, OUTSIDE, EVERYONE -> true;
      default -> false;
    };
  }

  private static boolean reachesOtherHosts(HypothesisPosterior belief) {
    return switch (belief.name().scope().attribute()) {
      case NETWORK, PROVIDER, HOP, RESOLVER -> true;
      default -> reachesOtherNetworks(belief);
    };
  }

  /** Gain: the entropy of its answer, as far as these causes are it. */
  private NextProbe lacking(
      Why why,
      Map<String, String> parameters,
      Predicate<HypothesisPosterior> about,
      Predicate<HypothesisPosterior> fails) {
    var those = open.stream().filter(about).toList();
    double failing = mass(those, fails);
    double passing = mass(those, fails.negate());
    var gain = bits(failing, passing) + bits(passing, failing);
    return new NextProbe(Arm.BASE, List.of(), gain, why, parameters);
  }

  private static double mass(
      List<HypothesisPosterior> beliefs, Predicate<HypothesisPosterior> which) {
    return beliefs.stream().filter(which).mapToDouble(HypothesisPosterior::mass).sum();
  }

  private static double bits(double first, double other) {
    return first <= 0 ? 0 : -first * StrictMath.log(first / (first + other)) / StrictMath.log(2);
  }
}

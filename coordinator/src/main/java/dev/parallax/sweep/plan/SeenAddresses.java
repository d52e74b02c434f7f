package dev.parallax.sweep.plan;

import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.text.AddressOrder;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses to which the vantages of a sweep connected for a target, by the ordinary route, and
 * those of the coordinator's resolver. Pure.
 */
final class SeenAddresses {
  /** More addresses than this are not tried by everyone. */
  static final int LIMIT = 4;

  private SeenAddresses() {}

  /**
   * The addresses in descending order of vantages; those with a passing trial before those without;
   * last those that only the coordinator's own host resolved.
   */
  static List<InetAddress> mostSeenFirst(TargetResults results) {
    return Stream.concat(byVantages(results), byCoordinator(results)).distinct().toList();
  }

  private static Stream<InetAddress> byCoordinator(TargetResults results) {
    return results.coordinatorDns().stream()
        .flatMap(step -> step.answers().stream())
        .map(DnsStep.AddressRecord::address);
  }

  private static Stream<InetAddress> byVantages(TargetResults results) {
    var passing = passing(results);
    return results.observations().stream()
        .filter(seen -> seen.key().arm() == Arm.BASE && seen.steps().tcp().isPresent())
        .filter(seen -> !isOfOneHostAlone(seen))
        .filter(seen -> !results.inside().containsKey(seen.key().vantage()))
        .flatMap(
            seen ->
                seen
                    .key()
                    .address()
                    .map(address -> Map.entry(address, seen.key().vantage()))
                    .stream())
        .distinct()
        .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<InetAddress, Long> seen) -> !passing.contains(seen.getKey()))
                .thenComparing(Map.Entry.<InetAddress, Long>comparingByValue().reversed())
                .thenComparing(Map.Entry::getKey, AddressOrder.TEXTUAL))
        .map(Map.Entry::getKey);
  }

  /** An address that DNS does not give; other vantages need not reach it. */
  private static boolean isOfOneHostAlone(Observation seen) {
    return seen.steps()
        .dns()
        .filter(step -> step.isOfHostsFile() && step.differsFromHostsFile())
        .isPresent();
  }

  private static Set<InetAddress> passing(TargetResults results) {
    return results.observations().stream()
        .filter(seen -> seen.key().arm() == Arm.BASE && seen.ok())
        .map(seen -> seen.key().address())
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }
}

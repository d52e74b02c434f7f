package dev.parallax.attribution.verdict;

import dev.parallax.attribution.health.AnsweringPeers;
import dev.parallax.attribution.health.FaultPlace;
import dev.parallax.attribution.health.VantageFault;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.NextProbe.Why;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The other cause that explains a vantage's fault as well.
 *
 * @param id of the other cause
 * @param probes that separate the two
 */
record VantageAlternative(Cause id, List<NextProbe> probes) {
  /**
   * Empty where the fault has one explanation.
   *
   * @param ill faults of one cause
   */
  static Optional<VantageAlternative> of(FaultPlace place, List<VantageFault> ill) {
    var first = ill.getFirst();
    return switch (place) {
      case OPEN ->
          Optional.of(new VantageAlternative(FaultPlace.ofNetwork(first), secondAgents(ill)));
      case NETWORK -> Optional.of(new VantageAlternative(first.id(), List.of()));
      case HOST ->
          isSilence(ill)
              ? Optional.of(new VantageAlternative(Cause.UPLINK_DOWN, List.of(addresses(ill))))
              : Optional.empty();
    };
  }

  /** Nothing answers, and nothing was tried without the resolver: the uplink may be down. */
  private static boolean isSilence(List<VantageFault> ill) {
    return ill.stream()
        .allMatch(
            one ->
                one.id() == Cause.OWN_RESOLVER_BROKEN
                    && !one.byFact()
                    && AnsweringPeers.of(one.vantage()) == AnsweringPeers.UNTRIED);
  }

  private static NextProbe addresses(List<VantageFault> ill) {
    return new NextProbe(
        Arm.PINNED_ADDRESS,
        ill.stream().map(one -> one.vantage().id()).toList(),
        0,
        Why.SEPARATES,
        Map.of("left", Cause.OWN_RESOLVER_BROKEN.code(), "right", Cause.UPLINK_DOWN.code()));
  }

  private static List<NextProbe> secondAgents(List<VantageFault> ill) {
    return ill.stream()
        .map(one -> one.vantage().network())
        .distinct()
        .map(network -> EvidenceFloors.needs(Why.NEEDS_SECOND_AGENT, Map.of("network", network)))
        .toList();
  }
}

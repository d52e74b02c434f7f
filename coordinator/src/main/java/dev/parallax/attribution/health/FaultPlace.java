package dev.parallax.attribution.health;

import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.verdict.Cause;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether a vantage's fault is that of its host or that of its network. */
public enum FaultPlace {
  HOST,
  /** Every host of the network has it. */
  NETWORK,
  /** No other host of the network was measured, and nothing else shows the place. */
  OPEN;

  /** Faults that a network has as well as a host. */
  private static final Set<Cause> NETWORK_TOO =
      EnumSet.of(Cause.UPLINK_DOWN, Cause.LOCAL_INTERCEPTION, Cause.IPV6_BROKEN);

  /**
   * The place of one fault.
   *
   * @param ill all faults of vantages
   */
  public static FaultPlace of(TargetTrials scene, List<VantageFault> ill, VantageFault fault) {
    if (fault.byFact()
        || !NETWORK_TOO.contains(fault.id())
        || ImmediateAnswers.of(scene, fault.vantage()).isPresent()) {
      return HOST;
    }
    var neighbours =
        scene.vantages().stream().filter(other -> isNeighbour(other, fault.vantage())).toList();
    if (neighbours.isEmpty()) {
      return OPEN;
    }
    return neighbours.stream().allMatch(other -> hasToo(other, ill, fault)) ? NETWORK : HOST;
  }

  private static boolean isNeighbour(VantageTrials other, VantageTrials vantage) {
    return other.network().equals(vantage.network())
        && !other.description().host().equals(vantage.description().host());
  }

  private static boolean hasToo(VantageTrials other, List<VantageFault> ill, VantageFault fault) {
    return ill.stream()
        .anyMatch(
            vantageFault ->
                vantageFault.id() == fault.id() && vantageFault.vantage().id().equals(other.id()));
  }

  /** The same fault of a network. */
  public static Cause ofNetwork(VantageFault fault) {
    return switch (fault.id()) {
      case LOCAL_INTERCEPTION ->
          fault.symptom().isCertificate() ? Cause.TLS_INTERCEPTION : Cause.PROTOCOL_FILTER;
      case UPLINK_DOWN -> otherPortAnswers(fault.vantage()) ? Cause.PORT_BLOCK : Cause.NO_ROUTE;
      default -> Cause.NO_ROUTE;
    };
  }

  private static boolean otherPortAnswers(VantageTrials vantage) {
    return vantage.trials().stream()
        .anyMatch(trial -> trial.ok() && ArmGroups.HOST.contains(trial.arm()));
  }
}

package dev.parallax.agent.probe.trial;

import dev.parallax.agent.classify.DnsFailures;
import dev.parallax.agent.policy.GateRefusal;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Steps;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The results at resolved addresses that the policy of this host refuses. */
public final class RefusedAddresses {
  private RefusedAddresses() {}

  /**
   * A failure of the name server, which has no reason to give a special address. The owner of a
   * hosts file may have a reason: its addresses are not run.
   */
  public static List<ProbeResult> results(Map<InetAddress, GateRefusal> refusals, DnsStep step) {
    if (refusals.isEmpty()) {
      return List.of();
    }
    return step.isOfHostsFile()
        ? refusals.entrySet().stream()
            .map(
                each ->
                    ProbeResult.refused(
                        Optional.of(each.getKey()), each.getValue(), Steps.of(step)))
            .toList()
        : List.of(bogon(refusals, step));
  }

  private static ProbeResult bogon(Map<InetAddress, GateRefusal> refusals, DnsStep step) {
    var detail =
        refusals.values().stream().map(GateRefusal::detail).collect(Collectors.joining(", "));
    return ProbeResult.failed(DnsFailures.bogon(detail), step);
  }
}

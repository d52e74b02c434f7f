package dev.parallax.attribution.explain.target;

import dev.parallax.attribution.health.AgentDelay;
import dev.parallax.attribution.health.VantageFault;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a starved agent recorded of itself. */
public final class AgentDelayFindings {
  private AgentDelayFindings() {}

  /**
   * One finding for the delay and, where the system counted it, one for the CPU time withheld.
   *
   * @param weight natural logarithm of the Bayes factor of one late trial
   */
  public static List<Evidence> of(VantageFault fault, double weight) {
    var here = List.of(fault.vantage().id());
    return fault.delay().map(delay -> of(delay, here, weight)).orElse(List.of());
  }

  private static List<Evidence> of(AgentDelay delay, List<VantageId> here, double weight) {
    var found = new ArrayList<Evidence>();
    found.add(
        new Evidence(
            FindingKind.AGENT_LATE,
            Map.of(
                "spoilt", Integer.toString(delay.spoilt()),
                "late", Integer.toString(delay.late()),
                "trials", Integer.toString(delay.trials()),
                "longest", delay.longest().toString()),
            here,
            List.of(),
            delay.late() * weight));
    if (delay.throttled().isPositive() || delay.stolen().isPositive()) {
      found.add(
          new Evidence(
              FindingKind.CPU_WITHHELD,
              Map.of(
                  "throttled", delay.throttled().toString(), "stolen", delay.stolen().toString()),
              here,
              List.of(),
              weight));
    }
    return found;
  }
}

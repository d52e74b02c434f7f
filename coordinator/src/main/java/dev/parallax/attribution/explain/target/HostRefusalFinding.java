package dev.parallax.attribution.explain.target;

import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.health.HostRefusals;
import dev.parallax.attribution.health.VantageFault;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Map;

/** The base trials whose packets the kernel of the vantage's host did not send. */
public final class HostRefusalFinding {
  private HostRefusalFinding() {}

  /**
   * Counts the trials.
   *
   * @param fault of {@link HostRefusals}
   */
  public static Evidence of(VantageFault fault, double weight) {
    var base = fault.vantage().base().toList();
    return new Evidence(
        FindingKind.HOST_REFUSES_TO_SEND,
        Map.of(
            "refused", Figures.count(HostRefusals.refused(base).size()),
            "trials", Figures.count(base.size())),
        List.of(fault.vantage().id()),
        List.of(),
        weight);
  }
}

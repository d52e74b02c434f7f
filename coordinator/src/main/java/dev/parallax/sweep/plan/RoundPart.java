package dev.parallax.sweep.plan;

import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.vantage.VantageId;
import java.util.List;

/**
 * A proposal as probes.
 *
 * @param vantages the most informative first
 */
public record RoundPart(RoundReason reason, List<ProbeSpec> probes, List<VantageId> vantages) {
  public RoundPart {
    probes = List.copyOf(probes);
    vantages = List.copyOf(vantages);
  }
}

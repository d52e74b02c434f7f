package dev.parallax.sweep.plan;

import dev.parallax.model.ProbeSpec;
import dev.parallax.model.RoundReason;
import dev.parallax.model.VantageId;
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

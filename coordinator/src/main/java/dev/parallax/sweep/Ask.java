package dev.parallax.sweep;

import dev.parallax.model.ProbeSpec;
import dev.parallax.model.RoundReason;
import dev.parallax.model.VantageId;
import java.util.List;

/**
 * A proposal as probes.
 *
 * @param vantages the most informative first
 */
record Ask(RoundReason reason, List<ProbeSpec> probes, List<VantageId> vantages) {
  Ask {
    probes = List.copyOf(probes);
    vantages = List.copyOf(vantages);
  }
}

package dev.parallax.sweep;

import dev.parallax.model.ProbeSpec;
import dev.parallax.model.RoundReason;
import dev.parallax.model.VantageId;
import java.util.List;

/**
 * A question as probes.
 *
 * @param vantages those that would tell most first
 */
record Ask(RoundReason reason, List<ProbeSpec> probes, List<VantageId> vantages) {
  Ask {
    probes = List.copyOf(probes);
    vantages = List.copyOf(vantages);
  }
}

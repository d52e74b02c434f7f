package dev.parallax.agent.host;

import dev.parallax.agent.probe.trial.ProberConfig;
import java.util.Map;

/**
 * The host at one moment.
 *
 * @param config what probes use of it
 * @param facts what the coordinator is sent of it, as in {@link HostFacts}
 */
public record HostSnapshot(ProberConfig config, Map<String, String> facts) {
  public HostSnapshot {
    facts = Map.copyOf(facts);
  }
}

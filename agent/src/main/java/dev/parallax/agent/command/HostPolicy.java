package dev.parallax.agent.command;

import dev.parallax.agent.config.Act;
import dev.parallax.agent.config.AgentConfig;
import dev.parallax.agent.policy.PortRange;
import java.util.stream.Collectors;

/** A sentence that describes which probes this host permits. */
final class HostPolicy {
  private HostPolicy() {}

  static String describe(AgentConfig config) {
    var allowed = config.allow().isEmpty() ? "nothing" : String.join(", ", config.allow());
    var arms = config.optIn().stream().map(Act::word).collect(Collectors.joining(", "));
    return "refuses private, loopback, link-local and other special addresses; allowed of these: "
        + allowed
        + "; addresses of this host only where one is named alone; metadata services never"
        + "; ports "
        + config.ports().stream().map(PortRange::toString).collect(Collectors.joining(", "))
        + (arms.isEmpty() ? "" : "; opted in to " + arms)
        + config.responder().map(at -> "; answers other agents at " + at).orElse("");
  }
}

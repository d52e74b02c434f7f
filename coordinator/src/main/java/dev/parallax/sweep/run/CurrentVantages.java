package dev.parallax.sweep.run;

import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.AgentLinks;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.Vantage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The vantages of a sweep with the facts of their hosts that agents sent after its start: an agent
 * reads its host again before each plan. Labels, and the facts that the coordinator sets, stay as
 * they were at the start.
 */
final class CurrentVantages {
  private static final List<String> OF_THE_CONNECTION = List.of(Vantage.PEER_ADDRESS, "responder");

  private final AgentLinks agents;

  CurrentVantages(AgentLinks agents) {
    this.agents = agents;
  }

  /** The sweep with the present facts of its connected vantages. */
  Sweep in(Sweep sweep) {
    return sweep.withVantages(sweep.vantages().stream().map(this::present).toList());
  }

  /** The vantage with the present facts of its host, if it is connected. */
  Vantage present(Vantage start) {
    return agents
        .link(start.id())
        .map(AgentLink::vantage)
        .map(
            now ->
                new Vantage(
                    start.id(),
                    start.labels(),
                    start.agentVersion(),
                    start.clockOffset(),
                    facts(start.facts(), now.facts())))
        .orElse(start);
  }

  private static Map<String, String> facts(Map<String, String> start, Map<String, String> now) {
    var facts = new TreeMap<>(now);
    for (var name : OF_THE_CONNECTION) {
      facts.remove(name);
      Optional.ofNullable(start.get(name)).ifPresent(value -> facts.put(name, value));
    }
    return facts;
  }
}

package dev.parallax.agent.service;

import dev.parallax.agent.config.Act;
import dev.parallax.agent.config.AgentConfig;
import dev.parallax.agent.config.OwnerPolicy;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings of the owner's policy, and the responder, as the coordinator sees them. */
final class OwnerFacts {
  private static final String NONE = "none";

  private OwnerFacts() {}

  static Map<String, String> of(AgentConfig config) {
    var policy = config.ownerPolicy();
    var facts = new TreeMap<String, String>();
    facts.put("opt_in", list(policy.optIn().stream().map(Act::word).toList()));
    facts.put("permitted_ports", list(policy.ports()));
    facts.put("permitted_ranges", list(policy.allow()));
    facts.put("rates", policy.rates().toString());
    times(policy.times(), facts);
    config.responder().ifPresent(at -> facts.put("responder", at.toString()));
    return facts;
  }

  private static void times(OwnerPolicy.Times times, Map<String, String> facts) {
    facts.put("probing", times.probing() ? "on" : "off");
    facts.put("quiet_hours", list(times.quietHours()));
    facts.put(
        "sweeps_from",
        times.sweepsFrom().isEmpty() ? "joined coordinator" : list(times.sweepsFrom()));
  }

  private static String list(Collection<?> values) {
    return values.isEmpty()
        ? NONE
        : values.stream().map(Object::toString).collect(Collectors.joining(","));
  }
}

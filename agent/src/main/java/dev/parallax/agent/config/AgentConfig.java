package dev.parallax.agent.config;

import dev.parallax.agent.link.HostPort;
import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.responder.ResponderAddress;
import dev.parallax.model.VantageId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How an agent was set up when it joined.
 *
 * @param labels those in force; the ones the token binds are among them
 * @param bind source address of probes; absent leaves the choice to the host
 * @param resolver asked instead of the host's own
 * @param allow ranges (CIDR) this host lets itself be told to probe although they are special
 * @param caBundle judged by instead of the host's own; absolute
 * @param optIn the acts that the owner of this host has opted in to
 * @param responder where other agents may reach this one; absent answers nobody
 */
public record AgentConfig(
    HostPort coordinator,
    VantageId vantage,
    Map<String, String> labels,
    Optional<InetAddress> bind,
    Optional<InetSocketAddress> resolver,
    List<String> allow,
    Optional<Path> caBundle,
    Set<Act> optIn,
    Optional<ResponderAddress> responder) {
  public AgentConfig {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    allow = List.copyOf(allow);
    allow.forEach(Cidr::parse);
    optIn = Collections.unmodifiableSortedSet(new TreeSet<>(optIn));
  }

  /** What this host lets itself be told to probe. */
  public Policy policy() {
    return Policy.of(allow.stream().map(Cidr::parse).toList());
  }

  /** This with the labels the coordinator put in force. */
  public AgentConfig withLabels(Map<String, String> inForce) {
    return new AgentConfig(
        coordinator, vantage, inForce, bind, resolver, allow, caBundle, optIn, responder);
  }
}

package dev.parallax.agent.config;

import dev.parallax.agent.link.HostPort;
import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.policy.PortRange;
import dev.parallax.agent.responder.ResponderAddress;
import dev.parallax.model.vantage.VantageId;
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
 * The configuration of an agent, written when it joined.
 *
 * @param labels the labels in force, including those that the token binds
 * @param bind source address of probes; absent leaves the choice to the host
 * @param resolver used instead of the host's resolver
 * @param allow special ranges (CIDR) that this host permits as targets
 * @param caBundle used instead of the host's bundle; an absolute path
 * @param optIn the actions with the owner's opt-in
 * @param ports the ports that this host permits as targets
 * @param responder the address at which other agents reach this agent; absent: no responder
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
    List<PortRange> ports,
    Optional<ResponderAddress> responder) {
  public AgentConfig {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    allow = List.copyOf(allow);
    allow.forEach(Cidr::parse);
    ports = List.copyOf(ports);
    optIn = Collections.unmodifiableSortedSet(new TreeSet<>(optIn));
  }

  /** With every port permitted. */
  public AgentConfig(
      HostPort coordinator,
      VantageId vantage,
      Map<String, String> labels,
      Optional<InetAddress> bind,
      Optional<InetSocketAddress> resolver,
      List<String> allow,
      Optional<Path> caBundle,
      Set<Act> optIn,
      Optional<ResponderAddress> responder) {
    this(
        coordinator,
        vantage,
        labels,
        bind,
        resolver,
        allow,
        caBundle,
        optIn,
        OwnerPolicy.STANDARD.ports(),
        responder);
  }

  /** The address policy of this host. */
  public Policy policy() {
    return Policy.of(allow.stream().map(Cidr::parse).toList(), ports);
  }

  /** The settings of the owner's policy. */
  public OwnerPolicy ownerPolicy() {
    return new OwnerPolicy(allow, ports, optIn);
  }

  /** The same with another policy of the owner. */
  public AgentConfig withPolicy(OwnerPolicy other) {
    return new AgentConfig(
        coordinator,
        vantage,
        labels,
        bind,
        resolver,
        other.allow(),
        caBundle,
        other.optIn(),
        other.ports(),
        responder);
  }

  /** The same with the labels in force from the coordinator. */
  public AgentConfig withLabels(Map<String, String> inForce) {
    return new AgentConfig(
        coordinator, vantage, inForce, bind, resolver, allow, caBundle, optIn, ports, responder);
  }
}

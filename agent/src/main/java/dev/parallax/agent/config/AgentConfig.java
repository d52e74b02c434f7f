package dev.parallax.agent.config;

import dev.parallax.agent.link.route.HostPort;
import dev.parallax.agent.link.route.HttpProxy;
import dev.parallax.agent.link.route.LinkRoute;
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

/**
 * The configuration of an agent, written when it joined.
 *
 * @param labels the labels in force, including those that the token binds
 * @param bind source address of probes; absent leaves the choice to the host
 * @param resolver used instead of the host's resolver
 * @param caBundle used instead of the host's bundle; an absolute path
 * @param ownerPolicy the limits that the owner of this host sets
 * @param proxy the proxy on the way to the coordinator; probes never use it
 * @param responder the address at which other agents reach this agent; absent: no responder
 */
public record AgentConfig(
    HostPort coordinator,
    VantageId vantage,
    Map<String, String> labels,
    Optional<InetAddress> bind,
    Optional<InetSocketAddress> resolver,
    Optional<Path> caBundle,
    OwnerPolicy ownerPolicy,
    Optional<ResponderAddress> responder,
    Optional<HttpProxy> proxy) {
  public AgentConfig {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** With every port permitted, at any time, and without a proxy. */
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
        caBundle,
        new OwnerPolicy(allow, OwnerPolicy.STANDARD.ports(), optIn),
        responder,
        Optional.empty());
  }

  /** Special ranges (CIDR) that this host permits as targets. */
  public List<String> allow() {
    return ownerPolicy.allow();
  }

  /** The ports that this host permits as targets. */
  public List<PortRange> ports() {
    return ownerPolicy.ports();
  }

  /** The actions with the owner's opt-in. */
  public Set<Act> optIn() {
    return ownerPolicy.optIn();
  }

  /** The address policy of this host. */
  public Policy policy() {
    return Policy.of(allow().stream().map(Cidr::parse).toList(), ports());
  }

  /** The same with another policy of the owner. */
  public AgentConfig withPolicy(OwnerPolicy other) {
    return new AgentConfig(
        coordinator, vantage, labels, bind, resolver, caBundle, other, responder, proxy);
  }

  /** The same with these actions of the owner's opt-in. */
  public AgentConfig withOptIn(Set<Act> acts) {
    return withPolicy(
        new OwnerPolicy(
            ownerPolicy.allow(),
            ownerPolicy.ports(),
            acts,
            ownerPolicy.times(),
            ownerPolicy.rates()));
  }

  /** The same with a proxy on the way to the coordinator. */
  public AgentConfig withProxy(Optional<HttpProxy> other) {
    return new AgentConfig(
        coordinator, vantage, labels, bind, resolver, caBundle, ownerPolicy, responder, other);
  }

  /** The way to the coordinator. */
  public LinkRoute route() {
    return new LinkRoute(coordinator, proxy);
  }

  /** The same with the labels in force from the coordinator. */
  public AgentConfig withLabels(Map<String, String> inForce) {
    return new AgentConfig(
        coordinator, vantage, inForce, bind, resolver, caBundle, ownerPolicy, responder, proxy);
  }
}

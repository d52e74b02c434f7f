package dev.parallax.agent.dns.zone;

import dev.parallax.agent.dns.Asker;
import dev.parallax.agent.dns.HostResolution;
import dev.parallax.agent.dns.stub.ResolverConfiguration;
import dev.parallax.agent.policy.Gate;
import dev.parallax.agent.policy.Permit;
import dev.parallax.model.endpoint.ClientSubnet;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The resources of the host for queries to authoritative name servers.
 *
 * @param resolver the name servers that give the delegation
 * @param gate admits each query; authoritative name servers are targets of the plan
 * @param askers the settings of a query to an admitted name server
 * @param loop the event loop of the trial
 * @param stepTimeout of the plan
 * @param port of authoritative name servers: 53 (RFC 1035, section 4.2)
 * @param subnets the networks for queries with EDNS client subnet, at most 2
 */
public record ZoneAccess(
    ResolverConfiguration resolver,
    Gate gate,
    Function<Permit, Asker> askers,
    EventLoop loop,
    RandomGenerator random,
    Duration stepTimeout,
    int port,
    List<ClientSubnet> subnets) {
  private static final int MOST_SUBNETS = 2;

  /** A query has this part of the step timeout, so that several fit into the trial. */
  private static final int PARTS = 3;

  public ZoneAccess {
    subnets = subnets.stream().limit(MOST_SUBNETS).toList();
  }

  /** The timeout of one query. */
  Duration queryTimeout() {
    return stepTimeout.dividedBy(PARTS);
  }

  HostResolution nameServers(String name) {
    return HostResolution.ofNameServers(resolver, transports(), name, queryTimeout(), random);
  }

  HostResolution addresses(String nameServer) {
    return new HostResolution(
        resolver.withoutSearch(), transports(), nameServer, queryTimeout(), random);
  }

  private HostResolution.Transports transports() {
    return new HostResolution.Transports(gate::ownResolver, askers);
  }
}

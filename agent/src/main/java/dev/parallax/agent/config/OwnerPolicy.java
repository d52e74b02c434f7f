package dev.parallax.agent.config;

import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.PortRange;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings by which the owner of a host limits the probes of its agent.
 *
 * @param allow special ranges and own addresses (CIDR) that probes may reach
 * @param ports the ports that probes may reach
 * @param optIn the actions with the owner's opt-in
 */
public record OwnerPolicy(List<String> allow, List<PortRange> ports, Set<Act> optIn) {
  /** Public addresses on any port, without an opt-in. */
  public static final OwnerPolicy STANDARD =
      new OwnerPolicy(List.of(), List.of(PortRange.ALL), Set.of());

  public OwnerPolicy {
    allow = List.copyOf(allow);
    allow.forEach(Cidr::parse);
    ports = List.copyOf(ports);
    optIn = Collections.unmodifiableSortedSet(new TreeSet<>(optIn));
  }
}

package dev.parallax.agent.config;

import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.PortRange;
import dev.parallax.model.value.Bytes;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings by which the owner of a host limits the probes of its agent.
 *
 * @param allow special ranges and own addresses (CIDR) that probes may reach
 * @param ports the ports that probes may reach
 * @param optIn the actions with the owner's opt-in
 * @param times when and for which coordinator probes run
 * @param rates the maximum rates of handshakes
 */
public record OwnerPolicy(
    List<String> allow, List<PortRange> ports, Set<Act> optIn, Times times, HandshakeRates rates) {
  /** Public addresses on any port, at the standard rates, at any time, without an opt-in. */
  public static final OwnerPolicy STANDARD =
      new OwnerPolicy(List.of(), List.of(PortRange.ALL), Set.of());

  /**
   * When and for which coordinator probes run.
   *
   * @param probing the off switch
   * @param quietHours no probe runs within any of these
   * @param sweepsFrom SHA-256 of the CA certificates whose coordinators may run sweeps; empty: the
   *     coordinator that this agent joined
   */
  public record Times(boolean probing, List<QuietHours> quietHours, Set<Bytes> sweepsFrom) {
    static final Times ALWAYS = new Times(true, List.of(), Set.of());

    public Times {
      quietHours = List.copyOf(quietHours);
      sweepsFrom = Collections.unmodifiableSet(new LinkedHashSet<>(sweepsFrom));
    }
  }

  public OwnerPolicy {
    allow = List.copyOf(allow);
    allow.forEach(Cidr::parse);
    ports = List.copyOf(ports);
    optIn = Collections.unmodifiableSortedSet(new TreeSet<>(optIn));
  }

  /** At the standard rates, at any time, for the coordinator that the agent joined. */
  public OwnerPolicy(List<String> allow, List<PortRange> ports, Set<Act> optIn) {
    this(allow, ports, optIn, Times.ALWAYS, HandshakeRates.STANDARD);
  }
}

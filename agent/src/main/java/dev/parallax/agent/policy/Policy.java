package dev.parallax.agent.policy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What this host lets itself be told to probe. Immutable.
 *
 * <p>Special-purpose addresses are refused unless the allow list names them; metadata services are
 * refused always.
 */
public final class Policy {
  /** Public addresses on any port. */
  public static final Policy PUBLIC = of(List.of());

  /** Where name servers listen (RFC 1035, RFC 7858, RFC 8484). */
  private static final List<Integer> RESOLVER_PORTS = List.of(53, 853, 443);

  private final List<Cidr> allow;
  private final List<PortRange> ports;

  private Policy(List<Cidr> allow, List<PortRange> ports) {
    this.allow = List.copyOf(allow);
    this.ports = List.copyOf(ports);
  }

  /**
   * Any port.
   *
   * @param allow special-purpose ranges that may be probed all the same
   */
  public static Policy of(List<Cidr> allow) {
    return of(allow, List.of(PortRange.ALL));
  }

  /**
   * Only these ports.
   *
   * @param allow special-purpose ranges that may be probed all the same
   * @param ports the ports that may be probed
   */
  public static Policy of(List<Cidr> allow, List<PortRange> ports) {
    return new Policy(allow, ports);
  }

  /** Why this address and port may not be connected to; empty when they may. */
  public Optional<Refusal> check(InetAddress address, int port) {
    return checkPort(port).or(() -> checkAddress(address));
  }

  /**
   * Why a name server a plan names may not be asked; empty when it may. A range the host allows
   * explicitly may hold one on any port.
   */
  public Optional<Refusal> checkResolver(InetAddress address, int port) {
    return checkAddress(address)
        .or(
            () ->
                RESOLVER_PORTS.contains(port) || allowed(address)
                    ? Optional.empty()
                    : Optional.of(
                        new Refusal(
                            "resolver-port",
                            "port " + port + " of a resolver is not among " + RESOLVER_PORTS)));
  }

  public Optional<Refusal> checkPort(int port) {
    return ports.stream().anyMatch(range -> range.contains(port))
        ? Optional.empty()
        : Optional.of(new Refusal("port", "port " + port + " is not among " + ports));
  }

  public Optional<Refusal> checkAddress(InetAddress address) {
    if (SpecialRanges.isMetadata(address)) {
      return Optional.of(refusal("metadata", address));
    }
    if (allowed(address)) {
      return Optional.empty();
    }
    return SpecialRanges.ruleFor(address).map(rule -> refusal(rule, address));
  }

  private boolean allowed(InetAddress address) {
    var reached = SpecialRanges.reached(address);
    return allow.stream().anyMatch(range -> range.contains(reached));
  }

  private static Refusal refusal(String rule, InetAddress address) {
    return new Refusal(rule, address.getHostAddress() + " is " + rule);
  }

  @Override
  public String toString() {
    return "allow " + allow + ", ports " + ports;
  }
}

package dev.parallax.agent.policy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The address policy of this host.
 *
 * <p>Special-purpose addresses are refused unless the allow list contains them; addresses of this
 * host unless the allow list names the single address; metadata services always. An address that
 * leads to another address by translation or tunnel is judged together with that address. The allow
 * list is constant; the addresses of this host and the translators of its network are their current
 * values. Safe for use by many threads.
 */
public final class Policy {
  /** Public addresses on any port. */
  public static final Policy PUBLIC = of(List.of());

  /** Where name servers listen (RFC 1035, RFC 7858, RFC 8484). */
  private static final List<Integer> RESOLVER_PORTS = List.of(53, 853, 443);

  /** The first port that needs no privilege (ip(7)). */
  private static final int FIRST_UNPRIVILEGED = 1024;

  private final List<Cidr> allow;
  private final List<PortRange> ports;
  private final HostAddresses host;
  private volatile List<Cidr> translators = List.of();

  /**
   * With other addresses of this host.
   *
   * @param host queried at each check
   */
  Policy(List<Cidr> allow, List<PortRange> ports, HostAddresses host) {
    this.allow = List.copyOf(allow);
    this.ports = List.copyOf(ports);
    this.host = host;
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
    return new Policy(allow, ports, new LiveAddresses(System::nanoTime));
  }

  /**
   * Decodes addresses of these translators from now on.
   *
   * @param prefixes from {@link Nat64#prefixes}
   */
  public void translators(List<Cidr> prefixes) {
    translators = List.copyOf(prefixes);
  }

  /**
   * The policy for addresses that a peer at this address chooses, by a redirect: a public host is
   * never a reason to enter a special-purpose range, whatever the owner of this host allows.
   */
  Policy chosenBy(InetAddress peer) {
    if (SpecialRanges.ruleFor(target(peer)).isPresent()) {
      return this;
    }
    var open = new Policy(List.of(), ports, host);
    open.translators(translators);
    return open;
  }

  /** Why this address and port may not be connected to; empty when they may. */
  public Optional<GateRefusal> check(InetAddress address, int port) {
    return checkPort(port).or(() -> checkAddress(address));
  }

  /**
   * The reason why a name server from a plan may not be queried; empty when it may. A range on the
   * allow list permits every port.
   */
  public Optional<GateRefusal> checkResolver(InetAddress address, int port) {
    return checkAddress(address)
        .or(
            () ->
                RESOLVER_PORTS.contains(port) || allowed(target(address))
                    ? Optional.empty()
                    : Optional.of(
                        GateRefusal.byPolicy(
                            "resolver-port",
                            "port " + port + " of a resolver is not among " + RESOLVER_PORTS)));
  }

  /** Whether the IANA registries of special-purpose addresses call this address global. */
  public static boolean isGlobal(InetAddress address) {
    return !SpecialRanges.isMetadata(address) && SpecialRanges.ruleFor(address).isEmpty();
  }

  public Optional<GateRefusal> checkPort(int port) {
    return ports.stream().anyMatch(range -> range.contains(port))
        ? Optional.empty()
        : Optional.of(GateRefusal.byPolicy("port", "port " + port + " is not among " + ports));
  }

  /**
   * Why a plan may not choose this source port; empty when it may.
   *
   * @param port 0 leaves the choice to the kernel
   */
  public Optional<GateRefusal> checkSourcePort(int port) {
    return port == 0 || port >= FIRST_UNPRIVILEGED
        ? Optional.empty()
        : Optional.of(
            GateRefusal.byPolicy(
                "source-port",
                "source port "
                    + port
                    + " is privileged, expected "
                    + FIRST_UNPRIVILEGED
                    + " to 65535"));
  }

  public Optional<GateRefusal> checkAddress(InetAddress address) {
    var prefixes = translators;
    var certain = new ArrayList<>(EmbeddedAddresses.of(address, prefixes));
    if (!EmbeddedAddresses.isTranslatedLocally(address, prefixes)) {
      certain.addFirst(address);
    }
    var possible = new ArrayList<>(certain);
    possible.addAll(EmbeddedAddresses.candidates(address));
    return first(possible, Policy::metadata)
        .or(() -> first(certain, this::special))
        .or(() -> first(possible, this::own))
        .map(refused -> refusal(refused, address));
  }

  /** The address of the host that a packet to this address finally reaches. */
  InetAddress target(InetAddress address) {
    var ends = EmbeddedAddresses.of(address, translators);
    return ends.isEmpty() ? address : ends.getFirst();
  }

  private record Refused(InetAddress address, String rule) {}

  private static Optional<Refused> first(
      List<InetAddress> addresses, Function<InetAddress, Optional<String>> rules) {
    return addresses.stream()
        .flatMap(address -> rules.apply(address).map(rule -> new Refused(address, rule)).stream())
        .findFirst();
  }

  private static Optional<String> metadata(InetAddress address) {
    return SpecialRanges.isMetadata(address) ? Optional.of("metadata") : Optional.empty();
  }

  private Optional<String> special(InetAddress address) {
    return allowed(address) ? Optional.empty() : SpecialRanges.ruleFor(address);
  }

  /** All of the loopback range is this host: a range on the allow list may permit it. */
  private Optional<String> own(InetAddress address) {
    return address.isLoopbackAddress() || named(address) ? Optional.empty() : host.ruleFor(address);
  }

  private boolean named(InetAddress address) {
    return allow.stream().anyMatch(range -> range.isSingle() && range.contains(address));
  }

  private boolean allowed(InetAddress address) {
    return allow.stream().anyMatch(range -> range.contains(address));
  }

  private static GateRefusal refusal(Refused refused, InetAddress address) {
    var words = new ArrayList<String>();
    words.add(address.getHostAddress());
    if (!refused.address().equals(address)) {
      words.add("leads to " + refused.address().getHostAddress() + ", which");
    }
    words.add("is " + refused.rule());
    if (refused.rule().equals(HostAddresses.OWN)) {
      words.add("and --allow does not name it alone");
    }
    return GateRefusal.byPolicy(refused.rule(), String.join(" ", words));
  }

  @Override
  public String toString() {
    return "allow " + allow + ", ports " + ports;
  }
}

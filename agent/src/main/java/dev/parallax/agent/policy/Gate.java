package dev.parallax.agent.policy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The only access to a socket: a probe passes the policy and is charged to the budget here, or is
 * not run.
 */
public final class Gate {
  private final Policy policy;
  private final SendingBudget budget;

  public Gate(Policy policy, SendingBudget budget) {
    this.policy = policy;
    this.budget = budget;
  }

  public Policy policy() {
    return policy;
  }

  /** The gate for addresses to which a host at this address redirects; with the same budget. */
  public Gate forRedirectsOf(InetAddress peer) {
    return new Gate(policy.chosenBy(peer), budget);
  }

  /** For one connection to a target, charged with this call. */
  public GateDecision target(InetSocketAddress remote) {
    var refusal = policy.check(remote.getAddress(), remote.getPort());
    return refusal.isPresent()
        ? new GateDecision.Refused(refusal.get())
        : admit(remote, Cost.CONNECTION, this::checkTarget, true);
  }

  /**
   * For packets that measure the path to an address.
   *
   * @param most the maximum cost; unsent packets are returned
   */
  public GateDecision path(InetAddress address, Cost most) {
    var refusal = policy.checkAddress(address);
    return refusal.isPresent()
        ? new GateDecision.Refused(refusal.get())
        : admit(
            new InetSocketAddress(address, 0),
            most,
            remote -> policy.checkAddress(remote.getAddress()),
            true);
  }

  /** For the resolution of a name by a name server that a plan names: a target too. */
  public GateDecision resolver(InetSocketAddress server, String name) {
    var refusal = policy.checkResolver(server.getAddress(), server.getPort()).or(() -> name(name));
    return refusal.isPresent()
        ? new GateDecision.Refused(refusal.get())
        : admit(server, NOTHING, this::checkResolver, true);
  }

  /** For the resolution of a name by the host's own name server, which may be anywhere. */
  public GateDecision ownResolver(InetSocketAddress server, String name) {
    var refusal = name(name);
    return refusal.isPresent()
        ? new GateDecision.Refused(refusal.get())
        : admit(server, NOTHING, connected -> Optional.empty(), false);
  }

  private static final Cost NOTHING = new Cost(0, 0, 0);

  private GateDecision admit(
      InetSocketAddress remote,
      Cost cost,
      Function<InetSocketAddress, Optional<GateRefusal>> check,
      boolean held) {
    var target = new InetSocketAddress(policy.target(remote.getAddress()), remote.getPort());
    var refusal = held ? budget.hold(target.getAddress()) : Optional.<GateRefusal>empty();
    if (refusal.isPresent()) {
      return new GateDecision.Refused(refusal.get());
    }
    var permit = new Permit(remote, target, budget, check, held);
    var spent = permit.spend(cost);
    if (spent.isPresent()) {
      permit.close();
      return new GateDecision.Refused(spent.get());
    }
    return new GateDecision.Admitted(permit);
  }

  private Optional<GateRefusal> name(String name) {
    return budget.name(name.toLowerCase(Locale.ROOT));
  }

  private Optional<GateRefusal> checkTarget(InetSocketAddress connected) {
    return policy.check(connected.getAddress(), connected.getPort());
  }

  private Optional<GateRefusal> checkResolver(InetSocketAddress connected) {
    return policy.checkResolver(connected.getAddress(), connected.getPort());
  }
}

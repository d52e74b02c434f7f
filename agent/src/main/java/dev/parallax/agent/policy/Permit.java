package dev.parallax.agent.policy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The permission to use the network towards one address, created by {@link Gate} only. Code that
 * opens a socket needs a permit and closes it with the socket. Safe for use by many threads.
 */
public final class Permit implements AutoCloseable {
  private final InetSocketAddress remote;
  private final InetSocketAddress target;
  private final SendingBudget budget;
  private final Function<InetSocketAddress, Optional<GateRefusal>> policy;
  private final boolean held;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Created by the gate.
   *
   * @param target the final destination of packets to {@code remote}, for the budget
   * @param policy checks the address of a connected socket
   * @param held whether the budget counts an open connection until the close
   */
  Permit(
      InetSocketAddress remote,
      InetSocketAddress target,
      SendingBudget budget,
      Function<InetSocketAddress, Optional<GateRefusal>> policy,
      boolean held) {
    this.remote = remote;
    this.target = target;
    this.budget = budget;
    this.policy = policy;
    this.held = held;
  }

  /** The only address that this permit is good for; the port is 0 for path probes. */
  public InetSocketAddress remote() {
    return remote;
  }

  /**
   * Checks that this permit is for the address that packets are about to be sent to.
   *
   * @throws IllegalArgumentException when it is for another address
   */
  public void require(InetAddress target) {
    if (!remote.getAddress().equals(target)) {
      throw new IllegalArgumentException(
          "a permit for "
              + target.getHostAddress()
              + " is expected, got: "
              + remote.getAddress().getHostAddress());
    }
  }

  /** Charges a further cost. */
  public Optional<GateRefusal> spend(Cost cost) {
    return budget.take(cost, target);
  }

  /** Returns an unused part of a cost charged in advance. */
  public void giveBack(Cost unused) {
    budget.giveBack(unused, target.getAddress());
  }

  /** Checks the address of a connected socket. */
  public Optional<GateRefusal> check(InetSocketAddress connected) {
    return policy.apply(connected);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true) && held) {
      budget.release(target.getAddress());
    }
  }
}

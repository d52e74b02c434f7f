package dev.parallax.agent.policy;

import java.util.Optional;

/** The recent cost of one address. */
final class Account {
  private final BudgetLimits limits;
  private final Purse purse;
  private final Recent<Integer, TokenBucket> ports;
  private int held;

  Account(BudgetLimits limits, long now) {
    this.limits = limits;
    this.purse = new Purse(limits.address(), now);
    this.ports = new Recent<>(limits.ports(), port -> false);
  }

  /** The limit that a cost exceeds, as text; empty when the budget suffices. */
  Optional<String> lacks(Cost cost, int port, long now) {
    return cost.connections() > 0 && port > 0
        ? lacksPort(cost, port, now).or(() -> purse.lacks(cost, now))
        : purse.lacks(cost, now);
  }

  private Optional<String> lacksPort(Cost cost, int port, long now) {
    var bucket = ports.use(port, now, () -> new TokenBucket(limits.port(), now));
    if (bucket.isEmpty()) {
      return Optional.of(limits.ports() + " different ports an hour");
    }
    return bucket.get().holds(cost.connections(), now)
        ? Optional.empty()
        : Optional.of(limits.port().perSecond() + " handshakes a second to one port");
  }

  void take(Cost cost, int port) {
    purse.take(cost);
    ports.get(port).ifPresent(bucket -> bucket.take(cost.connections()));
  }

  void giveBack(Cost cost) {
    purse.giveBack(cost);
  }

  boolean mayHold() {
    return held < limits.heldAtAddress();
  }

  boolean isHeld() {
    return held > 0;
  }

  void hold() {
    held++;
  }

  void release() {
    held--;
  }
}

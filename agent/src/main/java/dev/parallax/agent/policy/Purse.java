package dev.parallax.agent.policy;

import java.util.Optional;

/** The remaining budget of each kind, for one address or in total. */
final class Purse {
  private final BudgetLimits.Rates rates;
  private final TokenBucket connections;
  private final TokenBucket datagrams;
  private final TokenBucket bytes;

  Purse(BudgetLimits.Rates rates, long now) {
    this.rates = rates;
    this.connections = new TokenBucket(rates.connections(), now);
    this.datagrams = new TokenBucket(rates.datagrams(), now);
    this.bytes = new TokenBucket(rates.bytes(), now);
  }

  /** The limit that a cost exceeds, as text; empty when the budget suffices. */
  Optional<String> lacks(Cost cost, long now) {
    if (!connections.holds(cost.connections(), now)) {
      return Optional.of(words(rates.connections(), "handshakes"));
    }
    if (!datagrams.holds(cost.datagrams(), now)) {
      return Optional.of(words(rates.datagrams(), "datagrams"));
    }
    return bytes.holds((double) cost.bytes(), now)
        ? Optional.empty()
        : Optional.of(words(rates.bytes(), "bytes"));
  }

  void take(Cost cost) {
    connections.take(cost.connections());
    datagrams.take(cost.datagrams());
    bytes.take((double) cost.bytes());
  }

  void giveBack(Cost cost) {
    connections.giveBack(cost.connections());
    datagrams.giveBack(cost.datagrams());
    bytes.giveBack((double) cost.bytes());
  }

  private static String words(SendingBudget.Rate rate, String unit) {
    return rate.perSecond() + " " + unit + " a second";
  }
}
